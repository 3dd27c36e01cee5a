package cloister.cpu.translate;

/** Makes code of the host, for one processor. */
public interface Backend {
  /** A region to be written. */
  RegionCode region();

  /** What is handed over. */
  Frame frame();

  /** How often a block runs before it is worth translating, at least 1. */
  int hotAfter();

  /** How many instructions the interpreter does in the time that entering a region takes. */
  int instructionsToEnter();

  /** Most instructions that a region should have. */
  int mostInstructions();
}
