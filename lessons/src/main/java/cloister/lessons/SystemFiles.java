package cloister.lessons;

import cloister.cc.driver.Sysroot;
import cloister.cpu.decode.OpcodeTable;
import cloister.kernel.Image;
import cloister.world.Model;
import cloister.world.Scenario;
import cloister.world.Tools;
import cloister.world.c.CLanguage;
import cloister.world.linux.LinuxModel;
import cloister.world.pc.PcModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What the build has packed for programs in C. */
public final class SystemFiles {
  private static final String SYSROOT = "/cloister/libc/sysroot.a";
  private static final String BIOS = "/cloister/bios/bios.bin";
  private static final String ENTRY_CODE = "/cloister/kernel/entry.bin";
  private static final String BASE_IMAGE = "/cloister/linux/base.tar";

  private SystemFiles() {}

  /** The headers and the library. */
  public static Sysroot sysroot() {
    return Sysroot.of(resource(SYSROOT));
  }

  private static byte[] resource(String name) {
    try (InputStream in = SystemFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Read when the first Linux host is made. */
  private static final class Linux {
    static final Model MODEL =
        LinuxModel.of(resource(ENTRY_CODE), Image.ofTar(resource(BASE_IMAGE)));
  }

  /** Tools for worlds with programs in assembly and in C, for PCs, and for Linux hosts. */
  public static Tools tools(OpcodeTable opcodes) {
    return Tools.of(opcodes, new CLanguage(opcodes, sysroot()))
        .with(PcModel.of(resource(BIOS)))
        .with(new Model(Scenario.LINUX, start -> Linux.MODEL.make().of(start)));
  }
}
