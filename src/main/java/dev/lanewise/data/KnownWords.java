package dev.lanewise.data;

import java.util.AbstractList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;

/** The words that a model knows of a column, as a list that finds the place of a word, also of a number that is spelled otherwise: 1 for 1.0, or 501 for 00501. */
final class KnownWords extends AbstractList<String> implements RandomAccess {

    private final String[] words;
    private final Map<String, Integer> places = new LinkedHashMap<>();

    private KnownWords(List<String> words) {
        this.words = words.toArray(String[]::new);
        for (int i = 0; i < this.words.length; i++) {
            places.put(this.words[i], i);
        }
        // A word itself goes before the spelling of another.
        for (int i = 0; i < this.words.length; i++) {
            places.putIfAbsent(NumberText.canonical(this.words[i]), i);
        }
    }

    static KnownWords of(List<String> words) {
        return words instanceof KnownWords known ? known : new KnownWords(words);
    }

    /** Returns the place of a word, -1 where it is not known. */
    int find(String word) {
        Integer place = places.get(word);
        place = place == null ? places.get(NumberText.canonical(word)) : place;
        return place == null ? -1 : place;
    }

    @Override
    public String get(int index) {
        return words[index];
    }

    @Override
    public int size() {
        return words.length;
    }
}
