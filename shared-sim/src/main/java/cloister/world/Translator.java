package cloister.world;

/** Makes a program of a source file: a compiler, as worlds see it. */
@FunctionalInterface
public interface Translator {
  /**
   * The program, or its errors; the same for the same source and seed.
   *
   * @param seed the learner's number, known to the source as SEED
   */
  Program translate(SourceFile file, int seed);
}
