package cloister.world.sentence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.input.InvalidInput;
import cloister.world.Command;
import cloister.world.Kernel;
import cloister.world.Words;
import cloister.world.World;
import cloister.world.lesson.EventName;
import cloister.world.timeline.StepObserver;
import org.junit.jupiter.api.Test;

class SentencesTest {
  private final World world = Kernel.world();

  @Test
  void refusalNamesCheckAndValues() throws InvalidInput {
    until("fault.GP");
    assertEquals(
        "cli is refused: CPL 3 is greater than IOPL 0. "
            + "The processor raises #GP(0); no register has changed.",
        Words.sentence(world));
    world.apply(new Command.Run(1));
    assertEquals(
        "#GP(0): ring 3 to 0 through gate 0x0D; stack switched to 0x0010:0x9FF0.",
        Words.sentence(world));
  }

  @Test
  void crossingNamesGateAndStack() throws InvalidInput {
    until("ring.out");
    assertEquals(
        "iret: ring 0 to 3, back to 0x001B:00020000; stack switched to 0x0023:0x23000.",
        Words.sentence(world));
    world.apply(new Command.Poke("idt.30.dpl", 3));
    assertEquals("You changed idt.30.dpl from 0x0 to 0x3.", Words.sentence(world));
    until("call.inner");
    assertEquals(
        "int 0x30: ring 3 to 0 through gate 0x30; stack switched to 0x0010:0x9FF0.",
        Words.sentence(world));
    world.apply(new Command.Run(1));
    assertEquals("out 0xe9, al writes 0x68 to port 0xE9.", Words.sentence(world));
  }

  @Test
  void gateRefusalNamesTheGatesDpl() throws InvalidInput {
    until("fault.GP");
    until("fault.GP");
    assertEquals(
        "int 0x30 is refused: CPL 3 is greater than the gate's DPL 0. "
            + "The processor raises #GP(0x182); no register has changed.",
        Words.sentence(world));
  }

  @Test
  void callGateAndReturn() throws InvalidInput {
    until("gate.call");
    assertEquals(
        "call 0x30:0x0: ring 3 to 0 through call gate 0x0030; stack switched to 0x0010:0x9FF0.",
        Words.sentence(world));
    until("return.far");
    assertEquals(
        "retf: ring 0 to 3, back to 0x001B:"
            + cloister.bits.Hex.hex32(world.symbol("again").orElseThrow())
            + "; stack switched to 0x0023:0x23000.",
        Words.sentence(world));
  }

  @Test
  void ordinaryInstructionSaysWhatItChanged() throws InvalidInput {
    until("ring.out");
    world.apply(new Command.Run(1));
    assertEquals("mov eax, 0x68: EAX is now 0x68.", Words.sentence(world));
  }

  @Test
  void startAndErrors() throws InvalidInput {
    assertEquals(
        "The processor stands at its start, 00007C00; nothing has run.", Words.sentence(world));
    world.apply(new Command.Load("program.asm", "mov eax"));
    assertEquals(
        "The program has errors. Nothing runs until they are corrected.", Words.sentence(world));
  }

  private void until(String event) throws InvalidInput {
    EventName name = new EventName(event);
    StepObserver observer = () -> name.in(world.timeline().moment());
    world.apply(new Command.Run(1000), observer);
  }
}
