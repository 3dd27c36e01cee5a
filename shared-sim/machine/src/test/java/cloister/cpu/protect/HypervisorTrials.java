package cloister.cpu.protect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What hypervisors do beside entering guests, and what they have entries and exits do. */
final class HypervisorTrials {
  private static final int PROCESSOR = 0x4002;
  private static final int SECONDARY = 0x401E;
  private static final int EXCEPTIONS = 0x4004;
  private static final int RFLAGS = 0x6820;
  private static final int USUAL = 0x84006172;
  private static final int USUAL_SECONDARY = 0x82;
  private static final int EPT_1 = 0x233000;

  private final List<GuestTrial> trials = new ArrayList<>();

  static List<GuestTrial> all() {
    HypervisorTrials all = new HypervisorTrials();
    all.invalidations();
    all.identifiers();
    all.lists();
    all.pendingDebug();
    return all.trials;
  }

  private GuestTrial add(String name) {
    GuestTrial trial = GuestTrial.of(name);
    trials.add(trial);
    return trial;
  }

  /** In root operation: what INVEPT and INVVPID take, and what they say of what they do not. */
  private void invalidations() {
    String[] names = {"invept", "invvpid"};
    int[][] descriptors = {
      {0, 0, 0, 0},
      {1, 0, 0, 0},
      {0xFFFF, 0, 0x250000, 0},
      {0x10001, 0, 0, 0},
      {1, 1, 0, 0},
      {1, 0, 0, 0x8000},
      {1, 0, 0, 0x7FFF},
      {1, 0, 0, 0xFFFF8000},
      {1, 0, -1, -1},
      {0x23001E, 0, 0, 0},
      {0x230018, 0, 0, 0},
      {0x23001E, 0, 1, 0},
      {0x23001E, 0, 0, 1},
      {0x23001D, 0, 0, 0},
      {0x230016, 0, 0, 0},
      {0x23009E, 0, 0, 0},
      {0x23001E, 0x100000, 0, 0},
    };
    for (String name : names) {
      for (int type : new int[] {-1, 0, 1, 2, 3, 4}) {
        for (int[] descriptor : descriptors) {
          String code = "mov eax, " + type + "\n" + name + " eax, [ebx]\nret";
          GuestTrial trial = add(name + " " + type + " " + Arrays.toString(descriptor));
          trial.code(code).exits(0);
          for (int i = 0; i < 4; i++) {
            trial.word(GuestTrial.DATA + 4 * i, descriptor[i]);
          }
        }
      }
    }
    add("vmlaunch behind sti").exits(0).field(0x6C00, 0).code("sti\nvmlaunch\ncli\nret");
    add("vmlaunch behind mov ss").exits(0).code("mov eax, 0x10\nmov ss, eax\nvmlaunch\nret");
  }

  private void identifiers() {
    int vpid = USUAL_SECONDARY | 1 << 5;
    add("vpid 0").field(SECONDARY, vpid);
    add("link to a region").field(0x2800, 0x205000).field(0x2801, 0);
    add("link to itself").field(0x2800, 0x206000).field(0x2801, 0);
    add("link to nothing").field(0x2800, 0x207000).field(0x2801, 0);
    add("invalidations of a guest")
        .field(SECONDARY, vpid)
        .field(0, 0xFFFF)
        .code("invept ecx, [ebx]\ninvvpid esi, [ebx+edi*8+0x1234]\nmov eax, ds\nvmcall")
        .exits(3);
    add("invalidations of a program")
        .code(GuestTrials.inRing3("invept eax, [ebp-8]\ninvvpid edx, [0]"))
        .exits(3);
    String changed =
        "mov eax, [0x250000]\nmov dword [0x217000+4*0x250], 0x251067\n"
            + "%s\nmov eax, [0x250000]\nvmcall";
    for (String how : new String[] {"invlpg [0x250000]", "mov ecx, cr3\nmov cr3, ecx"}) {
      add("pages of vpid 7, " + how)
          .field(SECONDARY, vpid)
          .field(0, 7)
          .word(0x250000, 0x111)
          .word(0x251000, 0x222)
          .code(changed.formatted(how));
    }
    add("exits with vpid")
        .field(SECONDARY, vpid)
        .field(0, 3)
        .word(0x250000, 0x123)
        .code("mov edx, [0x250000]\ncpuid\nmov eax, [0x250000]\ncpuid\nmov [0x250000], ebx\nvmcall")
        .exits(3);
    add("violation with vpid")
        .field(SECONDARY, vpid)
        .field(0, 3)
        .word(EPT_1 + 8 * 0x50, 0x250031)
        .code("mov edx, [0x250000]\ncpuid\nmov [0x250000], ebx\nvmcall")
        .exits(3);
  }

  /** Lists of model-specific registers at entries and exits. */
  private void lists() {
    int list = GuestTrial.DATA + 0x800;
    String reads = "mov ecx, 0x174\nrdmsr\nvmcall";
    int bitmaps = USUAL | 1 << 28;
    add("msrs loaded")
        .field(PROCESSOR, bitmaps)
        .field(0x4014, 1)
        .field(0x200A, list)
        .word(list, 0x174)
        .word(list + 8, 0x1234)
        .code(reads);
    // What is no register at all is let pass by Bochs.
    int[] unloadable = {0xC0000100, 0xC0000101, 0x802, 0x480};
    for (int number : unloadable) {
      add("msr not loaded " + Integer.toHexString(number))
          .field(0x4014, 2)
          .field(0x200A, list)
          .word(list, 0x175)
          .word(list + 16, number);
    }
    add("msr list reserved")
        .field(0x4014, 1)
        .field(0x200A, list)
        .word(list, 0x174)
        .word(list + 4, 1);
    for (int field : new int[] {0x4014, 0x400E, 0x4010}) {
      int address = field == 0x4014 ? 0x200A : field == 0x400E ? 0x2006 : 0x2008;
      String name = "msr list of " + Integer.toHexString(field);
      add(name + ", misaligned").field(field, 1).field(address, list + 8);
      add(name + ", misaligned and empty").field(field, 0).field(address, list + 8);
      add(name + ", high").field(field, 1).field(address, list).field(address + 1, 0x100000);
    }
    add("msrs stored")
        .field(PROCESSOR, bitmaps)
        .field(0x400E, 1)
        .field(0x2006, list)
        .field(0x482A, 0x77)
        .word(list, 0x174)
        .code("mov eax, [0x221808]\ncpuid\nmov eax, [0x221808]\nvmcall")
        .exits(2);
    add("msrs of the host")
        .field(0x4010, 1)
        .field(0x2008, list)
        .word(list, 0x175)
        .word(list + 8, 0x4321);
    add("what the host has loaded").exits(0).code("mov ecx, 0x175\nrdmsr\nadd eax, 0\nret");
  }

  private void pendingDebug() {
    int[] fields = {1, 0x1001, 0x4000, 0x5003, 0x1000, 0x10, 0x2000, 0x8000, 0x4001};
    for (int field : fields) {
      for (int listed = 0; listed < 2; listed++) {
        for (int held = 0; held < 3; held++) {
          add("pending debug " + Integer.toHexString(field) + " " + listed + " " + held)
              .field(0x6822, field)
              .field(EXCEPTIONS, listed << 1)
              .field(0x4824, held)
              .field(RFLAGS, (field & 0x4000) != 0 ? 0x302 : 0x202)
              .code("nop\nmov eax, dr6\nvmcall");
        }
      }
    }
    add("step behind mov ss")
        .field(EXCEPTIONS, 2)
        .code("push 0x102\npopfd\nmov eax, 0x10\nmov ss, eax\ncpuid\nnop\nvmcall")
        .exits(3);
  }
}
