package dev.lanewise.schedule;

import dev.lanewise.core.UserException;

/** A setting out of its range; the parser adds where it stands. */
final class BadSetting extends UserException {

    private static final long serialVersionUID = 1L;

    private final String key;

    BadSetting(String key, String message) {
        super(message);
        this.key = key;
    }

    String key() {
        return key;
    }
}
