package dev.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LayoutTest {

    @Test
    void tensorsLieOneBehindTheOther() {
        Layout.Builder builder = Layout.builder();
        builder.add("layers.0.weight", 3, 4, Tensor.Kind.WEIGHT);
        builder.add("layers.0.bias", 1, 4, Tensor.Kind.BIAS);
        Layout layout = builder.build();
        assertEquals(16, layout.size());
        assertEquals(
                new Tensor("layers.0.bias", 12, 1, 4, Tensor.Kind.BIAS),
                layout.tensors().get(1));
        assertEquals(layout.tensors().get(0), layout.tensor("layers.0.weight"));
        assertThrows(IllegalArgumentException.class, () -> layout.tensor("layers.1.weight"));
    }

    @Test
    void anAlignedSlabStartsWithPaddingThatIsNoParameter() {
        Layout.Builder builder = Layout.alignedBuilder();
        builder.add("a", 3, 4, Tensor.Kind.WEIGHT);
        builder.add("b", 1, 4, Tensor.Kind.BIAS);
        Layout layout = builder.build();
        assertEquals(CacheLines.START, layout.tensor("a").offset());
        assertEquals(CacheLines.START + 12, layout.tensor("b").offset());
        assertEquals(CacheLines.START + 16, layout.size());
        assertEquals(16, layout.parameters());
    }

    @Test
    void aLargeAlignedSlabHasRoomBehindItsTensors() {
        Layout.Builder builder = Layout.alignedBuilder();
        builder.add("a", 100, 100, Tensor.Kind.WEIGHT);
        Layout layout = builder.build();
        assertEquals(CacheLines.slab(CacheLines.START + 10_000), layout.size());
        assertTrue(layout.size() > CacheLines.START + 10_000);
        assertEquals(10_000, layout.parameters());
        Layout.Builder plain = Layout.builder();
        plain.add("a", 100, 100, Tensor.Kind.WEIGHT);
        assertEquals(10_000, plain.build().size());
    }

    @Test
    void namesAreUnique() {
        Layout.Builder builder = Layout.builder();
        builder.add("a", 1, 1, Tensor.Kind.BIAS);
        builder.add("a", 1, 1, Tensor.Kind.BIAS);
        assertThrows(IllegalArgumentException.class, builder::build);
    }

    @Test
    void aSlabThatNoArrayHoldsIsRefused() {
        Layout.Builder builder = Layout.builder();
        builder.add("a", 40_000, 40_000, Tensor.Kind.WEIGHT);
        UserException refused =
                assertThrows(UserException.class, () -> builder.add("b", 40_000, 40_000, Tensor.Kind.WEIGHT));
        assertTrue(refused.getMessage().contains("3200000000 parameters"), refused.getMessage());
        assertThrows(
                UserException.class,
                () -> Layout.builder().add("c", Integer.MAX_VALUE, Integer.MAX_VALUE, Tensor.Kind.WEIGHT));
    }
}
