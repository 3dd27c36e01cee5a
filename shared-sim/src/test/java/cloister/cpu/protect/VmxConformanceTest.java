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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guests are left for the same reasons, with the same words in their VMCS, as on Bochs. */
class VmxConformanceTest {
  private static final String MODEL = "corei7_sandy_bridge_2600k";
  private static final int CASES = 0x8000;
  private static final int COUNT = 4;

  @TempDir Path folder;

  @Test
  void exitsAreThoseOfBochs() throws IOException, InterruptedException {
    Oracle.need(Bochs.installed(), "Bochs is not installed");
    List<GuestTrial> trials = GuestTrials.all();
    byte[] image = image(trials);
    List<String> bochs = Bochs.run(MODEL, image, folder);
    List<String> ours = GuestMonitor.runVirtualizing(image);
    assertEquals(trials.size(), bochs.size());
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
