package cloister.cpu.protect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs an image on Bochs: as a ROM of its own, so that no firmware and no disk are needed. Port E9
 * is Bochs's debug console.
 */
final class Bochs {
  private static final int ROM_BYTES = 4 << 20;
  private static final int SECONDS = 300;
  private static final Path VIDEO_ROM = Path.of("/usr/share/bochs/VGABIOS-lgpl-latest");

  private Bochs() {}

  static boolean installed() {
    return Files.isExecutable(Path.of("/usr/bin/bochs"))
        && Files.isExecutable(Path.of("/usr/bin/script"))
        && Files.isReadable(VIDEO_ROM);
  }

  static List<String> run(byte[] image, Path folder) throws IOException, InterruptedException {
    Files.write(folder.resolve("trials.rom"), rom(image));
    Files.writeString(
        folder.resolve("bochsrc"),
        """
        display_library: term
        romimage: file=trials.rom, options=fastboot
        vgaromimage: file=%s
        vga: extension=none
        megs: 32
        cpu: model=p2_klamath, count=1, ips=500000000, reset_on_triple_fault=0
        clock: sync=none
        port_e9_hack: enabled=1
        log: bochs.log
        panic: action=report
        error: action=ignore
        info: action=ignore
        debug: action=ignore
        """
            .formatted(VIDEO_ROM));
    Path screen = folder.resolve("screen");
    // Its text display wants a terminal; script(1) is one.
    ProcessBuilder builder =
        new ProcessBuilder("script", "-qec", "bochs -q -f bochsrc", screen.toString());
    builder.directory(folder.toFile());
    builder.environment().put("TERM", "xterm");
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
    return GuestMonitor.lines(Files.readString(screen, StandardCharsets.ISO_8859_1));
  }

  /** The image, with the start-up code that copies it down to its place and jumps there. */
  private static byte[] rom(byte[] image) {
    if (image.length > ROM_BYTES - 0x100) {
      throw new IllegalArgumentException("image of " + image.length + " bytes is too long");
    }
    byte[] rom = new byte[ROM_BYTES];
    System.arraycopy(image, 0, rom, 0, image.length);
    int[] startUp = {
      0x2e, 0x66, 0x0f, 0x01, 0x16, 0x80, 0xff, // lgdt [cs:0xff80]
      0x66, 0xb8, 0x11, 0x00, 0x00, 0x00, // mov eax, 0x11
      0x0f, 0x22, 0xc0, // mov cr0, eax
      0x66, 0xea, 0x18, 0xff, 0xff, 0xff, 0x08, 0x00, // jmp dword 8:0xffffff18
      0xb8, 0x10, 0x00, 0x00, 0x00, // mov eax, 0x10
      0x8e, 0xd8, 0x8e, 0xc0, 0x8e, 0xd0, // ds, es, ss
      0xfc, // cld
      0xbe, 0x00, 0x00, 0xc0, 0xff, // mov esi, 0xffc00000
      0xbf, 0x00, 0x00, 0x10, 0x00, // mov edi, 0x100000
      0xb9, 0x00, 0x00, 0x10, 0x00, // mov ecx, 4 MiB / 4
      0xf3, 0xa5, // rep movsd
      0xea, 0x00, 0x00, 0x10, 0x00, 0x08, 0x00, // jmp 8:0x100000
    };
    put(rom, 0xff00, startUp);
    int[] table = {0x17, 0, 0x88, 0xff, 0xff, 0xff, 0, 0};
    int[] descriptors = {
      0, 0, 0, 0, 0, 0, 0, 0,
      0xff, 0xff, 0, 0, 0, 0x9b, 0xcf, 0,
      0xff, 0xff, 0, 0, 0, 0x93, 0xcf, 0,
    };
    put(rom, 0xff80, table);
    put(rom, 0xff88, descriptors);
    put(rom, 0xfff0, new int[] {0xe9, 0x0d, 0xff}); // jmp 0xff00
    return rom;
  }

  private static void put(byte[] rom, int at, int[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      rom[ROM_BYTES - 0x10000 + at + i] = (byte) bytes[i];
    }
  }
}
