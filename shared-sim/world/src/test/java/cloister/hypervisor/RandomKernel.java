package cloister.hypervisor;

import java.util.Random;

/**
 * A small kernel of random instructions, those that lie in ring 1 among them, that writes down what
 * it finds: in its data, and in the frames of its interrupts and exceptions.
 */
final class RandomKernel {
  private static final String[] REGISTERS = {"eax", "ebx", "ecx", "edx", "esi", "edi", "ebp"};
  private static final String[] SMALL = {"al", "bl", "cl", "dl", "ah", "bh"};
  private static final String[] CONDITIONS = {"z", "nz", "c", "nc", "s", "ns", "o", "p", "l", "a"};
  private static final String[] OPERATIONS = {
    "add", "sub", "xor", "and", "or", "adc", "sbb", "cmp"
  };

  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private int labels;

  private RandomKernel(long seed) {
    random = new Random(seed);
  }

  static String text(long seed) {
    return new RandomKernel(seed).kernel();
  }

  /**
   * The same kernel around a text of one's own.
   *
   * @param ticks low byte of the timer's period; {@code high} plus one is the other one
   */
  static String of(String body, int ticks, int high) {
    return BEGIN.formatted(ticks, high) + body + END;
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }

  private String register() {
    return pick(REGISTERS);
  }

  private int place() {
    return 0x20000 + 4 * random.nextInt(512);
  }

  private String kernel() {
    text.append(BEGIN.formatted(0x40 + random.nextInt(0x300) & 0xFF, random.nextInt(3)));
    int blocks = 4 + random.nextInt(8);
    for (int i = 0; i < blocks; i++) {
      int count = 2 + random.nextInt(18);
      for (int j = 0; j < count; j++) {
        instruction();
      }
      if (random.nextInt(3) == 0) {
        text.append("j%s block%d\n".formatted(pick(CONDITIONS), i + 1));
        instruction();
      }
      text.append("block%d:\n".formatted(i + 1));
    }
    text.append(END);
    return text.toString();
  }

  private void line(String format, Object... values) {
    text.append(format.formatted(values)).append('\n');
  }

  private void instruction() {
    switch (random.nextInt(48)) {
      case 0, 1, 2, 3 -> line("%s %s, %s", pick(OPERATIONS), register(), register());
      case 4, 5 -> line("%s %s, 0x%x", pick(OPERATIONS), register(), random.nextInt());
      case 6, 7 -> line("mov [0x%x], %s", place(), register());
      case 8, 9 -> line("%s %s, [0x%x]", pick(OPERATIONS), register(), place());
      case 10 -> line("mov %s, 0x%x", pick(SMALL), random.nextInt(256));
      case 11 -> line("pushfd\npop dword [0x%x]", place());
      case 12 -> line("cli");
      case 13 -> line("sti");
      case 14 -> line("pushfd\ncli\ninc dword [0x%x]\npopfd", place());
      case 15 ->
          line("pushfd\nor dword [esp], 0x%x\npopfd", random.nextInt(8) << 9 & 0xE00 | 0x3000);
      case 16 -> line("sgdt [0x%x]", place());
      case 17 -> line("sidt [0x%x]", place());
      case 18 -> line("smsw %s", register());
      case 19 -> line("str ax\nsldt bx");
      case 20 -> line("mov ecx, 0x%x\nlar eax, ecx", 8 * random.nextInt(5));
      case 21 -> line("mov ecx, 0x%x\nlsl edx, ecx", 8 * random.nextInt(5));
      case 22 -> line("mov bx, 0x%x\nverr bx\nsetz [0x%x]", 8 * random.nextInt(5), place());
      case 23 -> line("mov bx, 0x%x\nverw bx\nsetz [0x%x]", 8 * random.nextInt(5), place());
      case 24 -> line("push cs\npop dword [0x%x]", place());
      case 25 -> line("push ss\npop %s", register());
      case 26 -> line("mov %s, cs\nmov [0x%x], ss", register(), place());
      case 27 -> line("call routine%d", random.nextInt(3));
      case 28 -> line("mov eax, %d\ncall [routines + 4 * eax]", random.nextInt(3));
      case 29 -> indirectJump();
      case 30 -> loop();
      case 31 -> fault();
      case 32 -> line("mov edi, 0x%x\nmov ecx, %d\ncld\nrep stosd", place(), random.nextInt(60));
      case 33 -> line("mov eax, [cs:0x%x]", 0x7C00 + random.nextInt(64));
      case 34 -> line("mov [gs:0x%x], ebx\nmov ax, gs\nmov gs, ax", place());
      case 35 -> line("int 0x30");
      case 36 -> line("call 8:far_routine");
      case 37 -> modify();
      case 38 -> line("push ds\npop es\nmov ax, 0x10\nmov ss, ax\nmov fs, ax");
      case 39 -> line("lea %s, [%s + 4 * %s]", register(), register(), register());
      case 40 -> steps();
      case 41 ->
          line(
              "push %d\nret_from%d: push back%d\nret\nback%d: pop eax",
              5, labels, labels, labels++);
      case 43 -> modifyUnseen();
      case 44, 45, 46 -> besideCode();
      case 42 -> line("pushf\npop ax\npush ax\npopf");
      default -> line("xchg %s, [0x%x]", register(), place());
    }
  }

  /** Again and again into a page that code lies in, and sometimes elsewhere by the same way. */
  private void besideCode() {
    int label = labels++;
    String[] stores = {
      "mov [edi], eax",
      "mov byte [edi + 3], 0x5A",
      "xchg [edi], edx",
      "add [edi], eax",
      "adc word [edi + 1], 0x7FFF",
      "inc dword [edi]",
      "neg byte [edi]",
      "shl dword [edi], 3",
      "bts dword [edi], 9",
      "push dword [edi]\npop dword [edi + 4]",
      "stosd",
      "mov esi, beside\nmovsd\nmovsb",
      "push ecx\nmov ecx, 3\nrep stosd\npop ecx",
      "sete [edi]",
      "cmpxchg [edi], ecx",
      "xchg esp, edi\nadd esp, 8\npush eax\npush 0x12345678\nxchg esp, edi"
    };
    line("cld\nmov ecx, %d\nbeside%d:", 3 + random.nextInt(24), label);
    line("mov edi, beside + %d", random.nextInt(12));
    if (random.nextBoolean()) {
      line("test ecx, %d", 1 + random.nextInt(15));
      line("jnz at%d\nmov edi, 0x%x\nat%d:", label, place(), label);
    }
    line("%s\ndec ecx\njnz beside%d", pick(stores), label);
  }

  private void indirectJump() {
    int label = labels++;
    line("mov esi, there%d\njmp esi\nint3", label);
    line("there%d:", label);
  }

  private void loop() {
    int label = labels++;
    line("mov ecx, %d\nround%d:\nadd dword [0x%x], ecx", 1 + random.nextInt(40), label, place());
    line("loop round%d", label);
  }

  /** Its handler goes on at an address that was noted before. */
  private void fault() {
    int label = labels++;
    String[] faults = {
      "ud2",
      "xor ecx, ecx\ndiv ecx",
      "mov ax, 0x13\nmov ss, ax",
      "mov ax, 0x7F8\nmov ds, ax",
      "mov ax, 0x7F1\nmov gs, ax",
      "int 0x55"
    };
    line("mov dword [resume], after%d\n%s\nafter%d:", label, pick(faults), label);
  }

  /** The kernel changes an instruction that it has done before. */
  private void modify() {
    int label = labels++;
    line("mov edx, 3\nagain%d:\nchanged%d: mov al, 1\nadd [0x%x], al", label, label, place());
    line("add byte [changed%d + 1], 7\ndec edx\njnz again%d", label, label);
  }

  /** The hypervisor itself writes into the kernel's code for it. */
  private void modifyUnseen() {
    int label = labels++;
    line("mov edx, 3\nonce%d:\nother%d: mov eax, 0x1234\nadd [0x%x], eax", label, label, place());
    line("mov [other%d + 1], ss\ndec edx\njnz once%d", label, label);
  }

  /** It asks for single steps for a while. */
  private void steps() {
    line("pushfd\nor dword [esp], 0x100\npopfd");
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      line("%s %s, %s", pick(OPERATIONS), register(), register());
    }
    line(
        pick(
            new String[] {
              "call routine1", "nop", "pushfd\npop eax", "mov ax, ss", "cli", "push cs\npop eax"
            }));
    line("pushfd\nand dword [esp], ~0x100\npopfd");
  }

  private static final String BEGIN =
      """
      bits 32
      org 0x7C00
              jmp begin
      handler_log:
              ; EBX is free: the vector; the frame lies behind what was pushed
              push esi
              mov esi, [log_at]
              mov [esi], ebx
              mov ebx, [esp + 8]
              mov [esi + 4], ebx
              mov ebx, [esp + 12]
              mov [esi + 8], ebx
              mov ebx, [esp + 16]
              and ebx, 0xFFFEFFFF
              mov [esi + 12], ebx
              add esi, 16
              and esi, 0x2FFFF
              or esi, 0x28000
              mov [log_at], esi
              pop esi
              ret
      on_timer:
              push ebx
              push eax
              mov ebx, 0x20
              push dword [esp + 16]
              push dword [esp + 16]
              push dword [esp + 16]
              call handler_log
              add esp, 12
              mov al, 0x20
              out 0x20, al
              pop eax
              pop ebx
              iretd
      on_call:
              inc dword [0x27000]
              iretd
      on_debug:
              push ebx
              mov ebx, 1
              call handler_log
              pop ebx
              iretd
      on_fault_code:
              add dword [0x27004], 1
              pop dword [0x27008]
      on_fault:
              push ebx
              mov ebx, 13
              call handler_log
              mov ebx, [resume]
              mov [esp + 4], ebx
              and dword [esp + 12], 0xFFFEFFFF
              pop ebx
              push eax
              mov ax, 0x10
              mov ds, ax
              pop eax
              iretd
      routine0:
              add eax, 5
              ret
      routine1:
              pushfd
              cli
              xor ebx, 0x55
              popfd
              ret
      routine2:
              push dword [esp]
              inc edx
              ret 4
      far_routine:
              inc dword [0x2700C]
              retf
      set_gate:
              mov [edi], ax
              mov word [edi + 2], 8
              mov word [edi + 4], 0x8E00
              shr eax, 16
              mov [edi + 6], ax
              ret
              align 8
      gdt:    dq 0, 0x00CF9B000000FFFF, 0x00CF93000000FFFF, 0x00CFFB000000FFFF, 0x00CFF3000000FFFF
      gdt_pointer: dw 39
              dd gdt
      idt_pointer: dw 0x1FF
              dd 0x5000
              times 256 db 0x5A ; frames of interrupts, when the stack is below what follows
      beside: times 16 dd 0x1234567
      routines: dd routine0, routine1, routine2
      begin:
              lgdt [gdt_pointer]
              lidt [idt_pointer]
              jmp 8:reload
      reload: mov ax, 0x10
              mov ds, ax
              mov ss, ax
              mov esp, 0x7000
              mov dword [log_at], 0x28000
              mov eax, on_timer
              mov edi, 0x5000 + 8 * 0x20
              call set_gate
              mov eax, on_call
              mov edi, 0x5000 + 8 * 0x30
              call set_gate
              mov eax, on_debug
              mov edi, 0x5000 + 8
              call set_gate
              mov eax, on_fault
              mov edi, 0x5000
              call set_gate
              mov eax, on_fault
              mov edi, 0x5000 + 8 * 6
              call set_gate
              mov eax, on_fault_code
              mov edi, 0x5000 + 8 * 13
              call set_gate
              mov al, 0x11
              out 0x20, al
              mov al, 0x20
              out 0x21, al
              mov al, 4
              out 0x21, al
              mov al, 1
              out 0x21, al
              mov al, 0xFE
              out 0x21, al
              mov al, 0x34
              out 0x43, al
              mov al, %d
              out 0x40, al
              mov al, %d + 1
              out 0x40, al
              xor eax, eax
              xor ebx, ebx
              xor ecx, ecx
              xor edx, edx
              xor esi, esi
              xor edi, edi
              xor ebp, ebp
              mov dword [0x27010], 6
              sti
      block0:
      log_at equ 0x27014
      resume equ 0x27018
      """;

  private static final String END =
      """
              dec dword [0x27010]
              jnz near block0
              mov [0x27020], eax
              mov [0x27024], ebx
              mov [0x27028], ecx
              mov [0x2702C], edx
              mov [0x27030], esi
              mov [0x27034], edi
              mov [0x27038], ebp
              cli
              hlt
      """;
}
