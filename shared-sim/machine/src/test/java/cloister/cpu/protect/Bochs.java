package cloister.cpu.protect;

import cloister.cpu.MachineCode;
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
  private static final int SECONDS = Integer.getInteger("bochs.seconds", 300);

  /** A package of its own in Debian, bochs-term. */
  private static final Path TEXT_DISPLAY =
      Path.of("/usr/lib/x86_64-linux-gnu/bochs/plugins/libbx_term_gui.so");

  private static final Path VIDEO_ROM = Path.of("/usr/share/bochs/VGABIOS-lgpl-latest");

  private Bochs() {}

  static boolean installed() {
    return Files.isExecutable(Path.of("/usr/bin/bochs"))
        && Files.isExecutable(Path.of("/usr/bin/script"))
        && Files.isReadable(TEXT_DISPLAY)
        && Files.isReadable(VIDEO_ROM);
  }

  static List<String> run(Monitor monitor, byte[] image, Path folder)
      throws IOException, InterruptedException {
    return run(monitor.bochsModel(), image, folder);
  }

  static List<String> run(String model, byte[] image, Path folder)
      throws IOException, InterruptedException {
    Files.write(folder.resolve("trials.rom"), rom(image));
    Files.writeString(
        folder.resolve("bochsrc"),
        """
        display_library: term
        romimage: file=trials.rom, options=fastboot
        vgaromimage: file=%s
        vga: extension=none
        megs: 32
        cpu: model=%s, count=1, ips=500000000, reset_on_triple_fault=0
        clock: sync=none
        port_e9_hack: enabled=1
        log: bochs.log
        panic: action=report
        error: action=ignore
        info: action=ignore
        debug: action=ignore
        """
            .formatted(VIDEO_ROM, model));
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
    int[] startUp =
        MachineCode.of(
            "2e 66 0f 01 16 80 ff", // lgdt [cs:0xff80]
            "66 b8 11 00 00 00", // mov eax, 0x11
            "0f 22 c0", // mov cr0, eax
            "66 ea 18 ff ff ff 08 00", // jmp dword 8:0xffffff18
            "b8 10 00 00 00", // mov eax, 0x10
            "8e d8 8e c0 8e d0", // ds, es, ss
            "fc", // cld
            "be 00 00 c0 ff", // mov esi, 0xffc00000
            "bf 00 00 10 00", // mov edi, 0x100000
            "b9 00 00 10 00", // mov ecx, 4 MiB / 4
            "f3 a5", // rep movsd
            "ea 00 00 10 00 08 00"); // jmp 8:0x100000

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
