package cloister.cli;

import cloister.bus.ByteSink;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The bytes of a guest as UTF-8 text; what is none shows as the replacement character. */
final class Terminal implements ByteSink {
  private final PrintWriter out;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final ByteBuffer bytes = ByteBuffer.allocate(4096);
  private final CharBuffer characters = CharBuffer.allocate(4096);
  private boolean inLine;

  Terminal(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void put(int value) {
    bytes.put((byte) value);
    inLine = value != '\n';
    if (!inLine || !bytes.hasRemaining()) {
      flush();
    }
  }

  /** Writes all whole characters. */
  void flush() {
    bytes.flip();
    decoder.decode(bytes, characters, false);
    bytes.compact();
    characters.flip();
    out.append(characters);
    characters.clear();
    out.flush();
  }

  void endLine() {
    flush();
    if (inLine) {
      out.println();
    }
  }
}
