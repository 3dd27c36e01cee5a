package cloister.world.sentence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.bits.Hex;
import cloister.event.Event;
import cloister.input.InvalidInput;
import cloister.world.Command;
import cloister.world.Kernel;
import cloister.world.PagedKernel;
import cloister.world.Scenario;
import cloister.world.SourceFile;
import cloister.world.Words;
import cloister.world.World;
import cloister.world.lesson.EventName;
import cloister.world.timeline.StepObserver;
import java.util.List;
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
  void registersAndFlagsAreChangedByTheirNames() throws InvalidInput {
    world.apply(new Command.Poke("flags.iopl", 3));
    assertEquals("You changed IOPL from 0x0 to 0x3.", Words.sentence(world));
    world.apply(new Command.Poke("reg.esi", 7));
    assertEquals("You changed ESI from 0x0 to 0x7.", Words.sentence(world));
  }

  @Test
  void crossingNamesGateAndStack() throws InvalidInput {
    until("ring.out");
    assertEquals(
        "iret: ring 0 to 3, back to 0x001B:00020000; stack switched to 0x0023:0x23000.",
        Words.sentence(world));
    world.apply(new Command.Poke("idt.30.dpl", 3));
    assertEquals("You changed DPL of gate 0x30 from 0x0 to 0x3.", Words.sentence(world));
    world.apply(new Command.Poke("gdt.3.dpl", 2));
    assertEquals("You changed DPL of descriptor 0x0018 from 0x3 to 0x2.", Words.sentence(world));
    world.apply(new Command.Poke("gdt.3.dpl", 3));
    until("call.inner");
    assertEquals(
        "int 0x30: ring 3 to 0 through gate 0x30; stack switched to 0x0010:0x9FF0.",
        Words.sentence(world));
    world.apply(new Command.Run(1));
    assertEquals("out 0xe9, al writes 0x68 to port 0xE9: the letter h.", Words.sentence(world));
  }

  @Test
  void onlyAnInstructionIsComparedWithTheDplOfItsGate() {
    assertEquals("gate 0x20 let it through: CPL 3 ≤ DPL 3", gate(Event.Source.SOFTWARE));
    assertEquals(
        "gate 0x20 was entered from outside: its DPL is not asked", gate(Event.Source.EXTERNAL));
    assertEquals(
        "gate 0x20 was entered by an exception: its DPL is not asked",
        gate(Event.Source.EXCEPTION));
  }

  private static String gate(Event.Source source) {
    Event passed = new Event.GatePassed(Event.Transfer.INTERRUPT_GATE, 0x20, 3, 3, 0, 8, 0x8000);
    Event delivered = new Event.Delivered(0x20, source, -1, 8, 0x8000);
    return Words.ENGLISH.format(EventWords.of(passed, List.of(passed, delivered)));
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
            + Hex.hex32(world.symbol("again").orElseThrow())
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
  void aPageFaultLeavesItsAddress() throws InvalidInput {
    World world = PagedKernel.inRing3("mov eax, [0x7C00]\nhlt");
    String sentence = sentence(world);
    assertTrue(
        sentence.endsWith("#PF(0x5); CR2 has the address, and no other register has changed."),
        sentence);
  }

  @Test
  void memoryIsSaidWithItsAddress() throws InvalidInput {
    World world =
        ring3(
            """
            mov ebx, [there]
            mov dword [there], 0x30007
            inc byte [there]
            push 0x77
            pop ecx
            mov al, [there]
            there: dd 0x8EC031FA
            """);
    String there = Hex.prefixed(world.symbol("there").orElseThrow());
    assertEquals("EBX is now 0x8EC031FA, read from " + there + ".", after(world));
    assertEquals("0x30007 is written to " + there + ".", after(world));
    assertEquals("0x8 is written to " + there + ".", after(world));
    assertEquals("0x77 is pushed to 0x22FFC.", after(world));
    assertEquals("ECX is now 0x77, read from 0x22FFC.", after(world));
    assertEquals("AL is now 0x8, read from " + there + ".", after(world));
  }

  @Test
  void anAddressCountsFromTheSegmentsBase() throws InvalidInput {
    World world =
        world(
            """
            org 0x7C00
            bits 16
            mov ax, 0x1000
            mov ds, ax
            mov bx, 0xFFFE
            mov si, 4
            mov word [bx+si+0x10], 0x1234
            """,
            4);
    assertEquals("0x1234 is written to 0x10012.", after(world));
  }

  @Test
  void comparisonsAndBranchesNameTheirFlags() throws InvalidInput {
    World world =
        ring3(
            """
            mov eax, 5
            cmp al, 5
            jne far_away
            je here
            nop
            here: cmp eax, -1
            je here
            xor eax, eax
            xor eax, eax
            mul eax
            clc
            stc
            nop
            far_away: hlt
            """);
    after(world);
    assertEquals("both are 0x5, so ZF is now 1.", after(world));
    assertTrue(sentence(world).endsWith("is not taken, with ZF = 1."), Words.sentence(world));
    assertTrue(sentence(world).contains(" is taken, with ZF = 1, and goes on at 0002"));
    assertEquals("0x5 is not 0xFFFFFFFF (-1): OF = 0, SF = 0, ZF = 0, CF = 1.", after(world));
    assertTrue(sentence(world).endsWith("is not taken, with ZF = 0."), Words.sentence(world));
    assertEquals("EAX is now 0x0.", after(world));
    assertEquals("EAX is now 0x0.", after(world));
    after(world);
    assertEquals("clc runs.", sentence(world));
    assertEquals("now CF = 1.", after(world));
    assertEquals("nop runs.", sentence(world));
  }

  @Test
  void aTranslatedAddressHidesNothing() throws InvalidInput {
    World world = PagedKernel.inRing3("mov ebx, [0x21000]\nhlt");
    assertEquals("EBX is now 0x0, read from 0x21000.", after(world));
    assertFalse(world.timeline().moment().events().isEmpty());
  }

  @Test
  void aSingleStepComesAfterWhatRan() throws InvalidInput {
    World world = ring3("push 0x302\npopfd\ninc eax\n");
    sentence(world);
    sentence(world);
    assertEquals("inc eax ran; then #DB: TF is set.", sentence(world));
  }

  @Test
  void onlyABreakpointOnTheInstructionRefuses() throws InvalidInput {
    World world =
        world(
            """
            org 0x7C00
            bits 16
            mov eax, 0x500
            mov dr0, eax
            mov eax, there
            mov dr1, eax
            mov eax, 0x10005
            mov dr7, eax
            mov [0x500], al
            there: nop
            """,
            6);
    String store = sentence(world);
    assertTrue(store.endsWith(" ran; then #DB: breakpoint 0 at 0x500 was met."), store);
    world =
        world(
            """
            org 0x7C00
            bits 16
            mov eax, 0x7C12
            mov dr1, eax
            mov eax, 4
            mov dr7, eax
            nop
            """,
            4);
    String refused = sentence(world);
    assertTrue(refused.startsWith("nop is refused: breakpoint 1 at 0x7C12"), refused);
  }

  @Test
  void onlyALoadIsReadFromMemory() throws InvalidInput {
    World world =
        ring3(
            """
            mov dword [0x21000], 7
            mov eax, 3
            add eax, [0x21000]
            stc
            cmovnc eax, [0x21000]
            cmovc eax, [0x21000]
            movzx ecx, byte [0x21000]
            bsf ecx, [0x21000]
            """);
    after(world);
    after(world);
    assertEquals("EAX is now 0xA.", after(world));
    after(world);
    assertTrue(sentence(world).endsWith(" runs."), Words.sentence(world));
    assertEquals("now EAX = 0x7.", after(world));
    assertEquals("ECX is now 0x7, read from 0x21000.", after(world));
    assertEquals("ECX is now 0x0.", after(world));
  }

  @Test
  void aBitOfARegistersChoiceMayLieElsewhere() throws InvalidInput {
    World world = ring3("mov ecx, 100\nbts dword [0x21000], ecx\nbts dword [0x21000], 1\n");
    after(world);
    assertTrue(sentence(world).endsWith(" runs."), Words.sentence(world));
    assertEquals("0x2 is written to 0x21000.", after(world));
  }

  @Test
  void popTakesItsAddressAfterTheStackPointerMoved() throws InvalidInput {
    World world = ring3("push 0x55\npop dword [esp+4]\n");
    world.apply(new Command.Run(1));
    assertEquals("0x55 is written to 0x23004.", after(world));
  }

  @Test
  void aSmallStackGoesBySp() throws InvalidInput {
    World world = world("org 0x7C00\nbits 16\nmov esp, 0x12346000\npush word 0x55\npop bx\n", 1);
    assertEquals("0x55 is pushed to 0x5FFE.", after(world));
    assertEquals("BX is now 0x55, read from 0x5FFE.", after(world));
  }

  @Test
  void nothingIsReadThroughTablesThatTheProcessorDidNotUse() throws InvalidInput {
    World world =
        PagedKernel.inRing3(
            """
            mov byte [0x21000], 1
            mov dword [0x21000], 0x777
            cmp byte [0x21000], 0x77
            push 1
            push 2
            """);
    after(world);
    int entry = 0x9000 + 0x21 * 4;
    world.machine().memory().write32(entry, 0x22007);
    assertTrue(sentence(world).endsWith(" runs."), Words.sentence(world));
    assertEquals("now ZF = 1, PF = 1.", after(world));
    assertEquals("0x1 is pushed to 0x22FFC.", after(world));
    world.machine().memory().write32(0x9000 + 0x22 * 4, 0);
    assertEquals("now ESP = 0x22FF8.", after(world));
  }

  @Test
  void aNumberBelowZeroIsSaidWithItsSignToo() throws InvalidInput {
    World world = ring3("mov eax, -11\npush -2\nmov cl, -3\nmov edx, 0xC0000000\nxchg eax, edi\n");
    assertEquals("EAX is now 0xFFFFFFF5 (-11).", after(world));
    assertEquals("0xFFFFFFFE (-2) is pushed to 0x22FFC.", after(world));
    assertEquals("CL is now 0xFD (-3).", after(world));
    assertEquals("EDX is now 0xC0000000.", after(world));
    assertEquals("now EAX = 0x0, EDI = 0xFFFFFFF5 (-11).", after(world));
  }

  @Test
  void whatIsPushedAndPoppedIsNamed() throws InvalidInput {
    until("ring.out");
    assertEquals(
        "popped, from 0x9FDC up to 0x9FF0: EIP 0x20000, CS 0x001B, EFLAGS 0x202, ESP 0x23000,"
            + " SS 0x0023",
        traffic(world));
    until("fault.GP");
    assertEquals("", traffic(world));
    world.apply(new Command.Run(1));
    assertEquals(
        "pushed, from 0x9FF0 down to 0x9FD8: SS 0x0023, ESP 0x23000, EFLAGS 0x10202, CS 0x001B,"
            + " EIP 0x2000C, error code 0x0",
        traffic(world));
    until("gate.call");
    assertEquals(
        "pushed, from 0x9FF0 down to 0x9FE0: SS 0x0023, ESP 0x23000, CS 0x001B, EIP "
            + Hex.prefixed(world.symbol("again").orElseThrow()),
        traffic(world));
    World world = ring3("pushfd\ncall there\nthere: ret 4\n");
    world.apply(new Command.Run(1));
    assertEquals("pushed, from 0x23000 down to 0x22FFC: EFLAGS 0x202", traffic(world));
    world.apply(new Command.Run(1));
    assertEquals("pushed, from 0x22FFC down to 0x22FF8: EIP 0x20006", traffic(world));
    world.apply(new Command.Run(1));
    assertEquals("popped, from 0x22FF8 up to 0x22FFC: EIP 0x20006", traffic(world));
  }

  private static String traffic(World world) {
    return StackTraffic.of(world, Words.code()).map(Words.ENGLISH::format).orElse("");
  }

  /** The sentence of the next step, without the instruction. */
  private static String after(World world) throws InvalidInput {
    String sentence = sentence(world);
    return sentence.substring(sentence.indexOf(": ") + 2);
  }

  private static String sentence(World world) throws InvalidInput {
    world.apply(new Command.Run(1));
    return Words.sentence(world);
  }

  private static World ring3(String code) throws InvalidInput {
    World world = Kernel.world("bits 32\norg 0x20000\n" + code);
    EventName left = new EventName("ring.out");
    world.apply(new Command.Run(1000), () -> left.in(world.timeline().moment()));
    return world;
  }

  private static World world(String kernel, int steps) throws InvalidInput {
    SourceFile file = new SourceFile("kernel.asm", kernel, false);
    World world =
        new World(
            Kernel.opcodes(), new Scenario(Scenario.RINGS, 1 << 20, 7, List.of(file), 10_000));
    world.apply(new Command.Run(steps));
    return world;
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
