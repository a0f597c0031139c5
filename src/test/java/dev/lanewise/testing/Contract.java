package dev.lanewise.testing;

import dev.lanewise.core.UserException;
import java.util.concurrent.atomic.AtomicLong;

/** The contract of everything that reads what others wrote: it returns, or tells the user in one line. */
public final class Contract {

    private static final int LONGEST = 4_100;

    private static final AtomicLong READ = new AtomicLong();
    private static final AtomicLong REFUSED = new AtomicLong();

    private Contract() {}

    /** How many readings went through so far. */
    public static long read() {
        return READ.get();
    }

    /** How many readings ended in a line for the user so far. */
    public static long refused() {
        return REFUSED.get();
    }

    /** What is read. */
    public interface Reading {
        void run() throws Exception;
    }

    /** Reads; returns whether that went through. Whatever is thrown but a line for the user goes on. */
    public static boolean holds(Reading reading) {
        try {
            reading.run();
            READ.incrementAndGet();
            return true;
        } catch (UserException e) {
            checkLine(e.getMessage());
            REFUSED.incrementAndGet();
            return false;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("neither a result nor a line for the user", e);
        }
    }

    /** Checks that a message is one line that is safe on a terminal. */
    public static void checkLine(String message) {
        if (message == null || message.isBlank()) {
            throw new AssertionError("the message is empty");
        }
        if (message.length() > LONGEST) {
            throw new AssertionError("the message has " + message.length() + " characters");
        }
        message.codePoints().forEach(c -> {
            int type = Character.getType(c);
            boolean harmless = type != Character.CONTROL
                    && type != Character.FORMAT
                    && type != Character.SURROGATE
                    && type != Character.LINE_SEPARATOR
                    && type != Character.PARAGRAPH_SEPARATOR;
            if (!harmless) {
                throw new AssertionError("the message has the character " + Integer.toHexString(c) + ": " + message);
            }
        });
    }

    /** Fails unless something holds that must hold for every input. */
    public static void require(boolean held, String what) {
        if (!held) {
            throw new AssertionError(what);
        }
    }
}
