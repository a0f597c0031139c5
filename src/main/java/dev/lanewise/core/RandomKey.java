package dev.lanewise.core;

/**
 * A key of the random generator {@link Threefry}. New keys are derived by folding in what a draw is for, so that a draw depends on
 * what it is for and never on how many draws were made before.
 *
 * @param word0 first word
 * @param word1 second word
 */
public record RandomKey(int word0, int word1) {

    /** Returns the key of a seed: its low and its high half. */
    public static RandomKey of(long seed) {
        return new RandomKey((int) seed, (int) (seed >>> 32));
    }

    /** Returns the key {@code block(this, data, 0)}. */
    public RandomKey fold(int data) {
        long block = Threefry.block(word0, word1, data, 0);
        return new RandomKey((int) block, (int) (block >>> 32));
    }

    /** Returns the key with the characters of a name folded in one by one, for example {@code "shuffle"}. */
    public RandomKey fold(String name) {
        RandomKey key = this;
        for (int i = 0; i < name.length(); i++) {
            key = key.fold(name.charAt(i));
        }
        return key;
    }
}
