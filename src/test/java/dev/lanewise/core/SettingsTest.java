package dev.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void readsNumbersFlagsAndChoices() {
        Settings settings = new Settings("adam", Map.of("beta1", " 0.8 ", "amsgrad", "true", "form", "averaged"));
        assertEquals(0.8, settings.number("beta1", 0.9));
        assertEquals(0.999, settings.number("beta2", 0.999));
        assertTrue(settings.flag("amsgrad", false));
        assertEquals("averaged", settings.choice("form", "classic", List.of("classic", "averaged")));
        settings.end();
    }

    @Test
    void tellsWhatIsWrongInOneLine() {
        assertEquals("beta1 of adam must be a number, not 'x'.", message("beta1", "x"));
        assertEquals("There is no setting 'beta' of adam. Did you mean 'beta1'?", message("beta", "1"));
        assertEquals(
                "form of adam must be one of classic, averaged, not 'averagd'. Did you mean 'averaged'?",
                message("form", "averagd"));
    }

    private static String message(String key, String value) {
        Settings settings = new Settings("adam", Map.of(key, value));
        return assertThrows(UserException.class, () -> {
                    settings.number("beta1", 0.9);
                    settings.choice("form", "classic", List.of("classic", "averaged"));
                    settings.end();
                })
                .getMessage();
    }

    @Test
    void nearMissesAreFoundAndFarOnesAreNot() {
        List<String> known = List.of("relu", "sigmoid", "tanh");
        assertEquals(Optional.of("relu"), Suggest.nearest("Rleu", known));
        assertEquals(Optional.of("sigmoid"), Suggest.nearest("sig", known));
        assertEquals(Optional.empty(), Suggest.nearest("softmax", known));
        assertEquals(" Known: relu, sigmoid, tanh.", Suggest.hint("zzz", known));
        assertEquals(1, Suggest.distance("ab", "ba"));
        assertEquals(3, Suggest.distance("kitten", "sitting"));
    }
}
