package cloister.cpu.decode;

/** Where the decoder takes its bytes from. */
public interface CodeSource {
  /** The byte at a distance from the instruction's first one, 0 to 255. */
  int byteAt(int distance);
}
