package app.diptych.review.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers names in the order they come. Kept are 64 bits of each name, and the names themselves
 * only up to a limit, so that ten million of them fit; two names in ten million are taken for one
 * with a chance of three in a million.
 */
final class Index {
  private static final int LONGEST_NAME = 200;

  private final int mostNames;
  private final List<String> names = new ArrayList<>();
  private long[] keys = new long[64];
  private int[] numbers = new int[64];
  private int size;

  /**
   * @param mostNames how many names are kept as text
   */
  Index(int mostNames) {
    this.mostNames = mostNames;
  }

  /** The number of a name, a new one when it is new. */
  int of(String name) {
    int before = size;
    int number = of(hash(name));
    if (size > before && number < mostNames) {
      names.add(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name);
    }
    return number;
  }

  /** The number of a key that has no name. */
  int of(long key) {
    if (size * 2 >= keys.length) {
      grow();
    }
    int at = slot(key);
    if (numbers[at] == 0) {
      keys[at] = key;
      numbers[at] = ++size;
    }
    return numbers[at] - 1;
  }

  /** The number of a name that is known; -1 of another one. */
  int find(String name) {
    return numbers[slot(hash(name))] - 1;
  }

  int size() {
    return size;
  }

  /** The name of a number; where it was not kept, the number itself. */
  String name(int number) {
    return number < names.size() ? names.get(number) : "#" + (number + 1);
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int at = (int) (mix(key) & mask);
    while (numbers[at] != 0 && keys[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new long[oldKeys.length * 2];
    numbers = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldNumbers[i] != 0) {
        int at = slot(oldKeys[i]);
        keys[at] = oldKeys[i];
        numbers[at] = oldNumbers[i];
      }
    }
    Arrays.fill(oldNumbers, 0);
  }

  static long hash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = mix(hash ^ name.charAt(i)) + 0x9E3779B97F4A7C15L;
    }
    return hash;
  }

  /** The finish of SplitMix64 (Steele, Lea and Flood 2014). */
  static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
