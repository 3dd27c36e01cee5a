package cloister.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.cpu.decode.OpcodeTable;
import cloister.world.Command;
import cloister.world.Model;
import cloister.world.Scenario;
import cloister.world.SourceFile;
import cloister.world.Tools;
import cloister.world.World;
import cloister.world.timeline.StepObserver;
import cloister.world.view.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The list of exits, and one of them from end to end, by each of the techniques. */
class ExitsTest {
  private static final String GUEST =
      """
      bits 32
      org 0x7C00
      lgdt [pointer]
      sti
      mov al, 'x'
      cli
      out 0xE9, al
      pushfd
      popfd
      hlt
      align 8
      table: dq 0, 0x00CF9A000000FFFF, 0x00CF92000000FFFF
      pointer: dw 23
      dd table
      """;

  private static World world(String technique, String guest) throws IOException {
    String entry = technique.equals("vmx") ? "host-vmx.asm" : "host.asm";
    List<SourceFile> files = new ArrayList<>();
    files.add(
        new SourceFile(
            entry, Files.readString(Path.of("../../lessons/course/lib/" + entry)), false));
    files.add(new SourceFile("guest-a.asm", guest, true));
    Tools tools = new Tools(new OpcodeTable(), Optional.empty(), List.of(Model.guests()));
    return new World(tools, new Scenario(Scenario.GUESTS, 0x40000, 0, files, 1_000_000, technique));
  }

  private static List<Json> items(Json of, String name) {
    return ((Json.Arr) ((Json.Obj) of).get(name)).items();
  }

  private static String text(Json of, String name) {
    return ((Json.Obj) of).get(name) instanceof Json.Str text
        ? text.value()
        : ((Json.Obj) of).get(name).write();
  }

  private static Json row(World world, String code) {
    for (Json row : items(View.exits(world), "rows")) {
      if (text(row, "code").equals(code)) {
        return row;
      }
    }
    throw new AssertionError("no exit at " + code + ": " + View.exits(world).write());
  }

  /** The stages of the exit at an instruction, for whoever stands there. */
  private static List<Json> life(World world, String code) throws Exception {
    int step = Integer.parseInt(text(row(world, code), "step"));
    world.apply(new Command.Seek(step));
    return items(View.exits(world), "life");
  }

  private static Json stage(List<Json> life, String what) {
    for (Json stage : life) {
      if (text(stage, "what").equals(what)) {
        return stage;
      }
    }
    throw new AssertionError("no " + what + " in " + Json.array(life).write());
  }

  private static String cell(Json stage, String name) {
    for (Json cell : items(stage, "cells")) {
      if (text(cell, "name").equals(name)) {
        String before = ((Json.Obj) cell).members().containsKey("before") ? "before" : "place";
        return text(cell, before) + " " + text(cell, "value");
      }
    }
    return "";
  }

  private static World ran(String technique, String guest) throws Exception {
    World world = world(technique, guest);
    world.apply(new Command.Run(20_000));
    return world;
  }

  @Test
  void whatIsRefusedIsFollowedIntoTheFrameAndBack() throws Exception {
    World world = ran("trap-and-emulate", GUEST);
    Json row = row(world, "cli");
    assertEquals("trap refused A", text(row, "kind") + " refused " + text(row, "guest"));
    assertEquals("[\"emulate\"]", text(row, "done"));
    assertEquals("22", text(row, "cost"));
    List<Json> life = life(world, "cli");
    Json tries = stage(life, "tries");
    assertEquals(
        "1 0 #GP(0)",
        text(tries, "cpl") + " " + text(tries, "believed") + " " + text(tries, "fault"));
    assertEquals("[\"CPL 1\",\"IOPL 0\"]", text(tries, "compared"));
    assertEquals("FFC06FEC 00007C0A", cell(stage(life, "saves"), "EIP"));
    assertEquals("FFC06FE4 0000000D", cell(stage(life, "pushes"), "VECTOR"));
    assertEquals("", cell(stage(life, "pushes"), "EIP"), "the processor has pushed it");
    Json decides = stage(life, "decides");
    assertEquals("1 0", cell(decides, "IF"));
    assertEquals("00007C0A 00007C0B", cell(decides, "EIP"));
    assertEquals("FFC06FEC 00007C0B", cell(stage(life, "returns"), "EIP"));
    assertEquals("out 0xe9, al", text(stage(life, "goes-on"), "code"));
  }

  @Test
  void whatDoesNotChangeIsNotSaidToChange() throws Exception {
    World world = ran("trap-and-emulate", GUEST.replace("sti\n", "nop\n"));
    assertEquals("", cell(stage(life(world, "cli"), "decides"), "IF"));
  }

  @Test
  void aLieHasNoWayDown() throws Exception {
    World world = ran("trap-and-emulate", GUEST);
    for (Json row : items(View.exits(world), "rows")) {
      if (text(row, "kind").equals("lie")) {
        world.apply(new Command.Seek(Integer.parseInt(text(row, "step"))));
        List<Json> life = items(View.exits(world), "life");
        assertEquals(
            "tries lies goes-on",
            String.join(" ", life.stream().map(s -> text(s, "what")).toList()));
        assertEquals("flags", text(stage(life, "lies"), "gets"));
        assertEquals("-1", text(row, "cost"));
        return;
      }
    }
    throw new AssertionError("popf has not lied");
  }

  @Test
  void aTranslationCallsOutAndTheGuestGoesOnInItsTranslation() throws Exception {
    World world = ran("binary-translation", GUEST);
    Json row = row(world, "out 0xe9, al");
    assertEquals("call-out call-out", text(row, "kind") + " " + text(row, "reason"));
    List<Json> life = life(world, "out 0xe9, al");
    assertEquals("int 0x21", text(stage(life, "calls"), "runs"));
    assertEquals("000007F1", cell(stage(life, "saves"), "CS").substring(9));
    assertEquals(" x", cell(stage(life, "decides"), "console"));
    assertTrue(text(stage(life, "goes-on"), "at").startsWith("FFCC"));
    for (Json other : items(View.exits(world), "rows")) {
      assertTrue(!text(other, "code").equals("cli"), "cli is done in the cache");
    }
  }

  @Test
  void aVmExitIsSavedByField() throws Exception {
    World world = ran("vmx", GUEST);
    Json row = row(world, "out 0xe9, al");
    assertEquals(
        "vm-exit 30 I/O instruction",
        text(row, "kind") + " " + text(row, "exitReason") + " " + text(row, "exitName"));
    List<Json> life = life(world, "out 0xe9, al");
    assertEquals("00000000 0000001E", cell(stage(life, "exits"), "Exit reason"));
    assertEquals("6C16 FFC030E4", cell(stage(life, "loads-host"), "Host RIP"));
    assertEquals("FFC06FFC 00000078", cell(stage(life, "pushes"), "EAX"));
    assertEquals("00007C0B 00007C0D", cell(stage(life, "decides"), "Guest RIP"));
    assertEquals("vmresume", text(stage(life, "enters"), "code"));
  }

  @Test
  void aCallOnPurposeIsAHypercall() throws Exception {
    World world =
        ran("trap-and-emulate", "bits 32\norg 0x7C00\nmov eax, 1\nmov ebx, 1\nint 0x82\nhlt\n");
    assertEquals("hypercall", text(row(world, "int 0x82"), "kind"));
    assertEquals("0 1", cell(stage(life(world, "int 0x82"), "decides"), "IF"));
  }

  @Test
  void anExitThatIsNotOverEndsWhereTheRunHasEnded() throws Exception {
    World world = world("trap-and-emulate", GUEST);
    world.apply(
        new Command.Run(10_000),
        new StepObserver() {
          @Override
          public boolean stepped() {
            return world.timeline().moment().events().stream()
                .anyMatch(GuestLeft.class::isInstance);
          }
        });
    Json all = View.exits(world);
    assertEquals("-1", text(items(all, "rows").getLast(), "cost"));
    List<Json> life = items(all, "life");
    assertEquals("decides", text(life.getLast(), "what"));
  }
}
