package cloister.cpu.protect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.Oracle;
import cloister.asm.Assembler;
import cloister.asm.Assembly;
import cloister.asm.FileProvider;
import cloister.cpu.decode.OpcodeTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guests are left for the same reasons, with the same words in their VMCS, as on Bochs. */
@Tag("full")
class VmxConformanceTest {
  private static final String MODEL = "corei7_sandy_bridge_2600k";
  private static final int CASES = 0x8000;
  private static final int COUNT = 4;

  /** Which words of an exit are what. */
  private static final int INTERRUPTION = 2;

  private static final int VECTORING = 4;
  private static final int LENGTH = 6;
  private static final int INSTRUCTION = 18;

  @TempDir Path folder;

  @Test
  void exitsAreThoseOfBochs() throws IOException, InterruptedException {
    Oracle.need(Bochs.installed(), "Bochs is not installed");
    List<GuestTrial> trials = GuestTrials.all();
    byte[] image = image(trials);
    List<String> bochs = defined(Bochs.run(MODEL, image, folder));
    List<String> ours = defined(GuestMonitor.runVirtualizing(image));
    assertEquals(trials.size(), bochs.size(), () -> "not " + trials.get(bochs.size()).name());
    List<String> different = new ArrayList<>();
    for (int i = 0; i < trials.size(); i++) {
      String here = i < ours.size() ? ours.get(i) : "nothing";
      if (!bochs.get(i).equals(here)) {
        different.add(trials.get(i).name() + "\n  " + bochs.get(i) + "\n  " + here);
      }
    }
    assertTrue(
        different.isEmpty(),
        () -> different.size() + " of " + trials.size() + ":\n" + String.join("\n", different));
  }

  /** The lines without what the manual leaves open, and what Bochs does not tell. */
  static List<String> defined(List<String> lines) {
    List<String> all = new ArrayList<>();
    for (String line : lines) {
      List<String> exits = new ArrayList<>();
      for (String exit : line.trim().split(" ")) {
        exits.add(definedExit(exit));
      }
      all.add(String.join(" ", exits));
    }
    return all;
  }

  private static String definedExit(String exit) {
    String[] words = exit.split(",");
    if (words.length <= INSTRUCTION) {
      return exit;
    }
    boolean software = isSoftware(words[INTERRUPTION]) || isSoftware(words[VECTORING]);
    boolean hasLength =
        switch (words[0]) {
          case "00000000", "00000030", "00000031" -> software;
          case "00000002", "80000021", "00000001", "00000007" -> false;
          default -> true;
        };
    words[LENGTH] = hasLength ? words[LENGTH] : "-";
    // Bochs does not tell the operand size of LGDT and its like.
    int instruction = Integer.parseUnsignedInt(words[INSTRUCTION], 16) & ~0x800;
    words[INSTRUCTION] = Integer.toHexString(instruction);
    return String.join(",", words);
  }

  /** INT n, INT3 and their like, as interruption information. */
  private static boolean isSoftware(String word) {
    int info = Integer.parseUnsignedInt(word, 16);
    return info < 0 && (info >>> 8 & 7) >= 4;
  }

  private static byte[] image(List<GuestTrial> trials) throws IOException {
    int words = trials.stream().mapToInt(trial -> trial.words().size()).sum();
    ByteBuffer image = ByteBuffer.allocate(CASES + 4 * words).order(ByteOrder.LITTLE_ENDIAN);
    image.put(0, monitor());
    image.putInt(COUNT, trials.size());
    image.position(CASES);
    for (GuestTrial trial : trials) {
      trial.words().forEach(image::putInt);
    }
    return image.array();
  }

  private static byte[] monitor() throws IOException {
    try (InputStream in = VmxConformanceTest.class.getResourceAsStream("vmx.asm")) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      Assembler assembler = new Assembler(new OpcodeTable(), FileProvider.NONE, Map.of());
      Assembly assembly = assembler.assemble("vmx.asm", text);
      assertTrue(assembly.succeeded(), () -> assembly.errors().toString());
      return assembly.image();
    }
  }
}
