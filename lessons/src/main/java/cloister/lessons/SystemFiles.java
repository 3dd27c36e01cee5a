package cloister.lessons;

import cloister.cc.driver.Sysroot;
import cloister.cpu.decode.OpcodeTable;
import cloister.world.Tools;
import cloister.world.c.CLanguage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What the build has packed for programs in C. */
public final class SystemFiles {
  private static final String SYSROOT = "/cloister/libc/sysroot.a";

  private SystemFiles() {}

  /** The headers and the library. */
  public static Sysroot sysroot() {
    try (InputStream in = SystemFiles.class.getResourceAsStream(SYSROOT)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + SYSROOT);
      }
      return Sysroot.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tools for worlds with programs in assembly and in C. */
  public static Tools tools(OpcodeTable opcodes) {
    return Tools.of(opcodes, new CLanguage(opcodes, sysroot()));
  }
}
