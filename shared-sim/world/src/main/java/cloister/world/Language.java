package cloister.world;

import cloister.codec.Json;
import cloister.world.timeline.StepObserver;
import java.util.Optional;
import java.util.OptionalInt;

/** A language with a compiler, as worlds see it: programs, their lines, and what runs in them. */
public interface Language {
  /**
   * The program, or its errors; the same for the same source and seed.
   *
   * @param seed the learner's number, known to the source as SEED
   */
  Program translate(SourceFile file, int seed);

  /** Ends a walk at the beginning of another line of the source. */
  StepObserver line(World world, LineMove move);

  /** So many steps back the beginning of a line is searched for. */
  int FURTHEST_BACK = 1_000_000;

  /** The step at which the line before the present one began, or -1 where none is found. */
  int previousLine(World world);

  /**
   * The line that runs, the calls that led to it with their variables, and the instructions of a
   * line.
   *
   * @param line which one's instructions; those of the line that runs where none is named
   */
  Json frames(World world, OptionalInt line);

  /**
   * Of the innermost call of a function of the source: its {@code function}, {@code line}, {@code
   * return} address, how many such calls there are ({@code depth}), or {@code value.NAME} of a
   * variable that it sees. Nothing when there is no such call or variable.
   */
  Optional<Json> ofFrame(World world, String name);

  /** How far a walk by lines goes. */
  enum LineMove {
    /** To the next line, also of a function that is called. */
    INTO,
    /** To the next line of this function or of the one that called it. */
    OVER,
    /** Out of this function. */
    OUT
  }
}
