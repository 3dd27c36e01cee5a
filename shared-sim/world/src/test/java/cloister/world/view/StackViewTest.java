package cloister.world.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.codec.Json;
import cloister.cpu.decode.OpcodeTable;
import cloister.cpu.disasm.Disassembler;
import cloister.world.Command;
import cloister.world.Kernel;
import cloister.world.Scenario;
import cloister.world.SourceFile;
import cloister.world.Words;
import cloister.world.World;
import cloister.world.lesson.EventName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackViewTest {
  @Test
  void wordsAreCalledByWhatPushedThem() throws Exception {
    World world =
        boot(
            """
            bits 16
            org 0x7C00
                mov sp, 0x8000
                push 'a'
                push bp
                call f
                hlt
            f:
                pop dx
                ret
            """);
    world.apply(new Command.Run(4));
    assertEquals(
        List.of(
            "7FFA 7C09 return address, by call 0x7c0a frame 0",
            "7FFC 0 push bp frame 1",
            "7FFE 61 push 0x61 frame 1"),
        rows(world));
    world.apply(new Command.Run(1));
    assertEquals("7FFA 7C09 return address, by call 0x7c0a gone", rows(world).get(0));
  }

  @Test
  void aGatePushesFiveWordsAndAnErrorCodeBeforeThem() throws Exception {
    World world = Kernel.world("bits 32\norg 0x20000\ncli\n");
    EventName refusal = new EventName("exception.deliver");
    world.apply(new Command.Run(1000), () -> refusal.in(world.timeline().moment()));
    assertEquals(
        List.of(
            "9FD8 0 error code of the interrupted program frame 0",
            "9FDC 20000 EIP of the interrupted program frame 0",
            "9FE0 1B CS of the interrupted program frame 0",
            "9FE4 10202 EFLAGS of the interrupted program frame 0",
            "9FE8 23000 ESP of the interrupted program frame 0",
            "9FEC 23 SS of the interrupted program frame 0"),
        rows(world));
  }

  @Test
  void whatWasSetByHandSaysSo() throws Exception {
    World world = boot("bits 16\norg 0x7C00\nmov sp, 0x8000\npush bp\nhlt\n");
    world.apply(new Command.Run(2));
    world.apply(new Command.Poke("mem.7FFE.2", 0x1234));
    assertEquals(List.of("7FFE 1234 set by hand frame 0"), rows(world));
  }

  private static World boot(String program) {
    return new World(
        new OpcodeTable(),
        new Scenario(
            "rings", 0x10000, 7, List.of(new SourceFile("boot.asm", program, true)), 100_000));
  }

  private static List<String> rows(World world) {
    View view = new View(Words.ENGLISH, new Disassembler(world.opcodes()));
    Json.Obj stack = (Json.Obj) view.stack(world);
    List<String> rows = new ArrayList<>();
    for (Json item : ((Json.Arr) stack.get("words")).items()) {
      Json.Obj word = (Json.Obj) item;
      boolean live = word.get("live").equals(Json.of(true));
      rows.add(
          hex(word.get("address"))
              + " "
              + hex(word.get("value"))
              + " "
              + ((Json.Str) ((Json.Obj) word.get("text")).get("text")).value()
              + (live ? " frame " + word.get("frame").write() : " gone"));
    }
    return rows;
  }

  private static String hex(Json number) {
    return Long.toHexString((long) ((Json.Num) number).value()).toUpperCase();
  }
}
