package cloister.cpu.protect;

import java.util.ArrayList;
import java.util.List;

/** What guests do under VT-x, and what keeps them from being entered. */
final class GuestTrials {
  private static final int PIN = 0x4000;
  private static final int PROCESSOR = 0x4002;
  private static final int SECONDARY = 0x401E;
  private static final int EXCEPTIONS = 0x4004;
  private static final int EXIT_CONTROLS = 0x400C;
  private static final int ENTRY_INFO = 0x4016;
  private static final int ENTRY_CODE = 0x4018;
  private static final int ENTRY_LENGTH = 0x401A;
  private static final int RFLAGS = 0x6820;
  private static final int CR0 = 0x6800;
  private static final int CR4 = 0x6804;

  private static final int PINS = 0x16;
  private static final int USUAL = 0x84006172;
  private static final int USUAL_SECONDARY = 0x82;
  private static final int EPT_1 = 0x233000;

  private final List<GuestTrial> trials = new ArrayList<>();

  static List<GuestTrial> all() {
    GuestTrials all = new GuestTrials();
    all.instructions();
    all.controlRegisters();
    all.ports();
    all.registers();
    all.exceptions();
    all.pageFaults();
    all.injections();
    all.nested();
    all.interrupts();
    all.failures();
    all.trials.addAll(HypervisorTrials.all());
    all.segments();
    all.trials.addAll(RandomGuestTrials.all());
    return all.trials;
  }

  private GuestTrial add(String name) {
    GuestTrial trial = GuestTrial.of(name);
    trials.add(trial);
    return trial;
  }

  private void instructions() {
    add("cpuid, vmcall").code("cpuid\nvmcall\n").exits(2);
    add("hlt").field(PROCESSOR, USUAL | 1 << 7).code("hlt\nvmcall\n").exits(2);
    add("hlt after sti").field(PROCESSOR, USUAL | 1 << 7).code("sti\nhlt\nvmcall").exits(2);
    add("invlpg").field(PROCESSOR, USUAL | 1 << 9).code("invlpg [ebx+8]\nvmcall").exits(2);
    add("invlpg let be").code("invlpg [ebx+8]\nvmcall");
    add("rdtsc").field(PROCESSOR, USUAL | 1 << 12).code("rdtsc\nvmcall").exits(2);
    add("rdpmc").field(PROCESSOR, USUAL | 1 << 11).code("rdpmc\nvmcall").exits(2);
    add("invd").code("invd\nvmcall").exits(2);
    add("wbinvd").field(SECONDARY, USUAL_SECONDARY | 1 << 6).code("wbinvd\nvmcall").exits(2);
    add("wbinvd let be").code("wbinvd\nvmcall");
    add("no exits")
        .code("pushfd\ncli\nsti\npopfd\nsgdt [ebx]\nsidt [ebx]\nstr ax\nsmsw ax\nvmcall");
    String tables = "sgdt [ebx]\nlgdt [ebx]\nsidt [ebx+4]\nlidt [ebx+ecx*4]\nvmcall";
    add("tables").field(SECONDARY, USUAL_SECONDARY | 4).code(tables).exits(5);
    String locals =
        "sldt ax\nstr [ebx]\nmov eax, 0\nlldt ax\nstr ecx\nmov eax, 0x30\nltr ax\nvmcall";
    add("local tables").field(SECONDARY, USUAL_SECONDARY | 4).code(locals).exits(6);
    add("virtualization")
        .code(
            "vmclear [ebx]\nvmptrld [ebx+4]\nvmptrst [ebx+ecx*2]\nvmread eax, ecx\n"
                + "vmwrite edx, [ebx]\nvmresume\nvmlaunch\nvmxoff\nvmxon [esi]\nvmcall")
        .exits(10);
    add("vmcall in ring 3").code(inRing3("vmcall")).exits(2);
    add("cpuid in ring 3").code(inRing3("cpuid\nvmcall")).exits(2);
    add("hlt in ring 3").field(EXCEPTIONS, 1 << 13).code(inRing3("hlt"));
    add("mov cr3 in ring 3").field(EXCEPTIONS, 1 << 13).code(inRing3("mov eax, cr3"));
    add("task switch by jump").code("jmp 0x30:0");
    add("task switch by call").code("call 0x30:0");
    add("task switch by a gate")
        .word(0x211000 + 8 * 0x30, 0x00300000)
        .word(0x211004 + 8 * 0x30, 0x8500)
        .code("int 0x30");
    add("triple fault").field(0x4812, 0).code("ud2");
    add("double fault").field(0x4812, 0x60).field(EXCEPTIONS, 1 << 8).code("int 0x30");
    add("debug registers")
        .field(PROCESSOR, USUAL | 1 << 23)
        .code("mov eax, dr7\nmov dr3, ecx\nmov edx, dr6\nvmcall")
        .exits(4);
    add("debug registers let be").code("mov eax, dr7\nmov dr3, ecx\nvmcall");
    add("rdmsr").code("mov ecx, 0x174\nrdmsr\nwrmsr\nvmcall").exits(3);
    add("mov ss, then cpuid").code("mov eax, 0x10\nmov ss, eax\nnop\ncpuid");
  }

  static String inRing3(String code) {
    return "push 0x2B\npush 0x214000\npush 0x202\npush 0x23\npush there\niretd\nthere:\n" + code;
  }

  private void controlRegisters() {
    add("cr3")
        .field(PROCESSOR, USUAL | 1 << 15 | 1 << 16)
        .code("mov eax, cr3\nmov cr3, ebx\nmov edx, cr3\nvmcall")
        .exits(4);
    add("cr3 let be").code("mov eax, cr3\nmov cr3, eax\nvmcall");
    add("cr3 targets")
        .field(PROCESSOR, USUAL | 1 << 15)
        .field(0x400A, 2)
        .field(0x6008, 0x216000)
        .field(0x600A, 0x999000)
        .code("mov eax, cr3\nmov cr3, eax\nmov eax, 0x999000\nadd eax, 0x1000\nmov cr3, eax")
        .exits(1);
    add("cr0 masked")
        .field(0x6000, 0x80000021)
        .field(0x6004, 0x80000011)
        .code("mov eax, cr0\nxor eax, 0x20\nmov cr0, eax\nmov edx, cr0\nvmcall")
        .exits(2);
    add("cr0 masked, equal")
        .field(0x6000, 0x21)
        .field(0x6004, 0x11)
        .code("mov eax, cr0\nor eax, 8\nmov cr0, eax\nmov eax, cr0\nvmcall");
    add("cr0 NE away")
        .field(EXCEPTIONS, 1 << 13)
        .code("mov eax, cr0\nand eax, ~0x20\nmov cr0, eax");
    add("cr0 paging away").code("mov eax, cr0\nand eax, 0x7FFFFFFF\nmov cr0, eax\nvmcall");
    add("cr4 VMXE away")
        .field(EXCEPTIONS, 1 << 13)
        .code("mov eax, cr4\nand eax, ~0x2000\nmov cr4, eax");
    add("cr4 masked")
        .field(0x6002, 0x2000)
        .field(0x6006, 0)
        .code("mov eax, cr4\nor eax, 0x10\nmov cr4, eax\nmov eax, 0x2000\nmov cr4, eax\nvmcall")
        .exits(2);
    add("clts masked").field(0x6000, 8).field(0x6004, 8).code("clts\nvmcall").exits(2);
    add("clts masked, clear")
        .field(0x6000, 8)
        .field(0x6004, 0)
        .field(CR0, 0x80000039)
        .code("clts\nvmcall");
    add("clts").field(CR0, 0x80000039).code("clts\nvmcall");
    add("lmsw")
        .field(0x6000, 0xF)
        .field(0x6004, 1)
        .code(
            "mov eax, 9\n"
                + "lmsw ax\n"
                + "mov word [ebx], 5\n"
                + "lmsw [ebx]\n"
                + "mov eax, 0\n"
                + "lmsw ax\n"
                + "smsw eax\n"
                + "vmcall")
        .exits(3);
    add("lmsw let be").code("mov eax, 9\nlmsw ax\nvmcall");
    add("smsw shadow").field(0x6000, -1).field(0x6004, 0x12345678).code("smsw eax\nvmcall");
  }

  private void ports() {
    String code = "in al, 0x80\nin ax, dx\nout 0x81, eax\nmov edx, 0x1234\nout dx, al\nvmcall";
    add("ports").field(PROCESSOR, USUAL | 1 << 24).code(code).exits(5);
    add("port bitmaps")
        .field(PROCESSOR, USUAL | 1 << 25)
        .word(0x207010, 0x2)
        .word(0x207000 + 0x244, 1 << 20)
        .code(
            "out 0x80, al\n"
                + "out 0x81, al\n"
                + "out 0x80, ax\n"
                + "mov edx, 0x1234\n"
                + "out dx, al\n"
                + "mov edx, 0x1232\n"
                + "out dx, eax\n"
                + "vmcall")
        .exits(5);
    add("port bitmap b")
        .field(PROCESSOR, USUAL | 1 << 25)
        .word(0x208000 + 0xFFC, 0x80000000)
        .code("mov edx, 0xFFFF\nin al, dx\nmov edx, 0xFFFE\nin al, dx\nvmcall")
        .exits(2);
    add("ports around the end")
        .field(PROCESSOR, USUAL | 1 << 25)
        .code("mov edx, 0xFFFF\nin ax, dx\nvmcall")
        .exits(2);
    add("ports in ring 3")
        .field(PROCESSOR, USUAL | 1 << 24)
        .field(EXCEPTIONS, 1 << 13)
        .code(inRing3("in al, 0x80"));
  }

  private void registers() {
    add("msr bitmaps")
        .field(PROCESSOR, USUAL | 1 << 28)
        .word(0x209000 + (0x174 >> 5) * 4, 1 << 0x14)
        .word(0x209800 + (0x175 >> 5) * 4, 1 << 0x15)
        .word(0x209400 + (0x80 >> 5) * 4, 1)
        .code(
            "mov ecx, 0x174\n"
                + "rdmsr\n"
                + "mov ecx, 0x175\n"
                + "rdmsr\n"
                + "mov ecx, 0xC0000080\n"
                + "rdmsr\n"
                + "mov ecx, 0x174\n"
                + "mov eax, 8\n"
                + "xor edx, edx\n"
                + "wrmsr\n"
                + "mov ecx, 0x175\n"
                + "wrmsr\n"
                + "mov ecx, 0x12345678\n"
                + "rdmsr\n"
                + "vmcall")
        .exits(5);
    add("sysenter registers")
        .field(PROCESSOR, USUAL | 1 << 28)
        .field(0x482A, 0x18)
        .code("mov ecx, 0x174\nrdmsr\nvmcall");
  }

  private void exceptions() {
    for (int listed = 0; listed < 2; listed++) {
      int all = listed == 0 ? -1 : 0;
      String kind = listed == 0 ? ", listed" : ", not listed";
      add("ud2" + kind).field(EXCEPTIONS, all).code("ud2");
      add("int3" + kind).field(EXCEPTIONS, all).code("nop\nint3");
      add("int 3" + kind).field(EXCEPTIONS, all).code("nop\nint 3");
      add("into" + kind).field(EXCEPTIONS, all).field(RFLAGS, 0x802).code("into");
      add("int1" + kind).field(EXCEPTIONS, all).code("int1");
      add("divide" + kind).field(EXCEPTIONS, all).code("xor ecx, ecx\ndiv ecx");
      add("gp" + kind).field(EXCEPTIONS, all).code("mov eax, 0x40\nmov ds, eax");
      add("int 80" + kind).field(EXCEPTIONS, all).code("int 0x50");
      add("step" + kind).field(EXCEPTIONS, all).field(RFLAGS, 0x102).code("nop\nnop\nvmcall");
      add("page" + kind)
          .field(EXCEPTIONS, all)
          .word(0x217000 + 4 * 0x250, 0)
          .code("mov eax, 1\nmov [0x250123], eax");
      add("page of a program" + kind)
          .field(EXCEPTIONS, all)
          .word(0x217000 + 4 * 0x250, 0x250063)
          .code(inRing3("mov eax, [0x250123]"));
      add("stack" + kind)
          .field(EXCEPTIONS, all)
          .field(0x4804, 0xFFF)
          .field(0x4818, 0x4093)
          .code("push eax");
      add("page below the stack" + kind)
          .field(EXCEPTIONS, all)
          .field(0x681C, 0x250800)
          .word(0x217000 + 4 * 0x250, 0)
          .code("ud2");
    }
  }

  private void pageFaults() {
    add("page fault, mask")
        .field(EXCEPTIONS, 1 << 14)
        .field(0x4006, 2)
        .field(0x4008, 2)
        .word(0x217000 + 4 * 0x250, 0)
        .code("mov eax, [0x250000]");
    add("page fault, mask met")
        .field(EXCEPTIONS, 1 << 14)
        .field(0x4006, 2)
        .field(0x4008, 2)
        .word(0x217000 + 4 * 0x250, 0)
        .code("mov [0x250000], eax");
    add("page fault, opposite")
        .field(0x4006, 2)
        .field(0x4008, 2)
        .word(0x217000 + 4 * 0x250, 0)
        .code("mov eax, [0x250000]");
    add("fault on the way of another")
        .field(EXCEPTIONS, 1 << 14)
        .field(0x681C, 0x250800)
        .word(0x217000 + 4 * 0x250, 0)
        .code("int 0x30");
    add("fault on the way of a fault")
        .field(EXCEPTIONS, 1 << 14)
        .field(0x681C, 0x250800)
        .word(0x217000 + 4 * 0x250, 0)
        .code("mov eax, 0x40\nmov ds, eax");
    add("no gate on the way of int")
        .field(EXCEPTIONS, 1 << 13)
        .field(0x4812, 0x7F)
        .code("int 0x30");
  }

  private void injections() {
    int valid = 1 << 31;
    add("inject an interrupt").field(RFLAGS, 0x202).field(ENTRY_INFO, valid | 0x30);
    add("inject without IF").field(RFLAGS, 2).field(ENTRY_INFO, valid | 0x30);
    add("inject an exception").field(ENTRY_INFO, valid | 3 << 8 | 6);
    add("inject a fault with code")
        .field(ENTRY_INFO, valid | 3 << 8 | 1 << 11 | 13)
        .field(ENTRY_CODE, 0x1234);
    add("inject a code too many").field(ENTRY_INFO, valid | 3 << 8 | 1 << 11 | 6);
    add("inject without its code").field(ENTRY_INFO, valid | 3 << 8 | 13);
    add("inject int n").field(ENTRY_INFO, valid | 4 << 8 | 0x31).field(ENTRY_LENGTH, 2);
    add("inject int n without length").field(ENTRY_INFO, valid | 4 << 8 | 0x31);
    add("inject int3").field(ENTRY_INFO, valid | 6 << 8 | 3).field(ENTRY_LENGTH, 1);
    add("inject nmi").field(ENTRY_INFO, valid | 2 << 8 | 2);
    add("inject nmi, wrong").field(ENTRY_INFO, valid | 2 << 8 | 3);
    add("inject type 1").field(ENTRY_INFO, valid | 1 << 8 | 3);
    add("inject reserved").field(ENTRY_INFO, valid | 1 << 13 | 3 << 8 | 6);
    add("inject into nowhere").field(ENTRY_INFO, valid | 3 << 8 | 6).field(0x4812, 0);
    add("inject to a fault")
        .field(ENTRY_INFO, valid | 0x30)
        .field(RFLAGS, 0x202)
        .field(EXCEPTIONS, 1 << 13)
        .field(0x4812, 0x7F);
    add("inject to a halted guest")
        .field(RFLAGS, 0x202)
        .field(ENTRY_INFO, valid | 0x30)
        .field(0x4826, 1);
    add("inject under a shadow")
        .field(RFLAGS, 0x202)
        .field(ENTRY_INFO, valid | 0x30)
        .field(0x4824, 1);
  }

  private void nested() {
    int page = EPT_1 + 8 * 0x50;
    int[] entries = {
      0, 1, 3, 4, 5, 7, 2, 6, 0x250031, 0x250035, 0x250033, 0x250017, 0x25001F, 0x25000F
    };
    String[] ways = {
      "mov eax, [0x250010]",
      "mov [0x250010], eax",
      "inc dword [0x250010]",
      "jmp 0x250010",
      "mov esp, 0x250800\npush eax"
    };
    for (int entry : entries) {
      for (String way : ways) {
        int word = entry == 0 || entry > 7 ? entry : 0x250030 | entry;
        add("ept entry " + Integer.toHexString(entry) + ", " + way)
            .word(page, word)
            .word(0x250010, 0xC1010F90)
            .code(way + "\nvmcall");
      }
    }
    add("ept high address").word(page + 4, 0x80000).code("mov eax, [0x250010]");
    add("ept table not there").word(0x232008, 0).code("nop");
    add("ept directory not writable").word(0x232008, 0x233005).code("mov [ebx], eax");
    add("ept reserved in a directory").word(0x231000, 0x232087).code("nop");
    add("ept large page misaligned").word(0x232018, 0x6010B7).code("mov eax, [0x600000]");
    add("ept beyond").field(CR4, 0x2010).word(0x216004, 0x40000083).code("mov eax, [0x400000]");
    add("ept in the walk").word(EPT_1 + 8 * 0x17, 0).code("nop");
    add("ept on the way of int").field(0x681C, 0x250800).word(page, 0).code("int 0x30");
    add("ept on the way of a fault")
        .field(0x681C, 0x250800)
        .word(page, 0)
        .code("mov eax, 0x40\nmov ds, eax");
    add("ept of the gates").word(EPT_1 + 8 * 0x11, 0).code("int 0x30");
    add("ept of the descriptors").word(EPT_1 + 8 * 0x10, 0).code("mov eax, 0x10\nmov ds, eax");
    add("without paging").field(CR0, 0x31).code("mov eax, [0x250010]\nvmcall");
    add("without paging, violation")
        .field(CR0, 0x31)
        .word(page, 0)
        .code("mov eax, [0x250010]\nvmcall");
    add("another page")
        .word(page, 0x251037)
        .word(0x251010, 0x600DBEEF)
        .code("mov eax, [0x250010]\nvmcall");
    add("no ept").field(SECONDARY, 0).field(CR0, 0x80000031).code("mov eax, [0x250010]\nvmcall");
    add("no ept, paging off").field(SECONDARY, 0).field(CR0, 0x31);
    add("real mode")
        .field(CR0, 0x30)
        .field(0x6822, 0)
        .code("bits 16\nmov eax, cr0\nvmcall")
        .field(0x4816, 0x9B);
  }

  private void interrupts() {
    String clock =
        "mov al, 0x11\n"
            + "out 0x20, al\n"
            + "mov al, 0x40\n"
            + "out 0x21, al\n"
            + "mov al, 4\n"
            + "out 0x21, al\n"
            + "mov al, 1\n"
            + "out 0x21, al\n"
            + "mov al, 0xFE\n"
            + "out 0x21, al\n"
            + "mov al, 0x30\n"
            + "out 0x43, al\n"
            + "mov al, 0x40\n"
            + "out 0x40, al\n"
            + "mov al, 0\n"
            + "out 0x40, al\n";
    String off = "mov al, 0x20\nout 0x20, al\nmov al, 0xFF\nout 0x21, al\nvmcall";
    add("interrupt, guest lets it in")
        .field(PIN, PINS | 1)
        .field(EXIT_CONTROLS, 0x36DFF | 1 << 15)
        .code(clock + "sti\njmp $\nnop\n")
        .exits(1);
    add("quiet again").code(off);
    add("interrupt for the guest")
        .code(clock.replace("0x40\nout 0x21", "0x30\nout 0x21") + "sti\njmp $");
    add("quiet at last").code(off);
    add("window").field(PROCESSOR, USUAL | 4).field(RFLAGS, 0x202);
    add("window opens").field(PROCESSOR, USUAL | 4).code("nop\nsti\nnop\nnop");
    add("window by popf").field(PROCESSOR, USUAL | 4).code("push 0x202\npopfd\nnop");
  }

  private void failures() {
    add("pin reserved").field(PIN, 0);
    add("pin unknown").field(PIN, PINS | 1 << 9);
    add("processor reserved").field(PROCESSOR, 0x80000000);
    add("processor unknown").field(PROCESSOR, USUAL | 1);
    add("exit reserved").field(EXIT_CONTROLS, 0);
    add("entry reserved").field(0x4012, 0);
    add("ept pointer type").field(0x201A, 0x230018 | 1);
    add("ept pointer length").field(0x201A, 0x230016);
    add("ept pointer reserved").field(0x201A, 0x23009E);
    add("unrestricted without ept").field(SECONDARY, 0x80);
    add("port bitmap misaligned").field(PROCESSOR, USUAL | 1 << 25).field(0x2000, 0x207001);
    add("msr bitmap misaligned").field(PROCESSOR, USUAL | 1 << 28).field(0x2004, 0x209001);
    add("cr3 targets").field(0x400A, 5);
    add("host cr0").field(0x6C00, 0x31);
    add("host cr4").field(0x6C04, 0x10);
    add("host cs").field(0x0C02, 0);
    add("host cs rpl").field(0x0C02, 9);
    add("host tr").field(0x0C0C, 0);
    add("host ss").field(0x0C04, 0);
    add("host ds rpl").field(0x0C06, 0x13);
    add("controls before host").field(PIN, 0).field(0x6C00, 0);
    add("cr0").field(CR0, 0x80000011);
    add("cr0 PG without PE").field(CR0, 0x80000030);
    add("cr4").field(CR4, 0);
    add("cr4 reserved").field(CR4, 0x80002000);
    add("rflags").field(RFLAGS, 0);
    add("rflags reserved").field(RFLAGS, 0x2A);
    add("link pointer").field(0x2800, 0x1001);
    add("activity").field(0x4826, 4);
    add("sti shadow without IF").field(0x4824, 1);
    add("both shadows").field(0x4824, 3).field(RFLAGS, 0x202);
    add("interruptibility reserved").field(0x4824, 0x40);
    add("gdtr limit").field(0x4810, 0x10000);
    add("idtr limit").field(0x4812, 0x10000);
    add("host before guest").field(0x6C00, 0x31).field(CR0, 0);
    add("virtual without right segments").field(RFLAGS, 0x20002);
  }

  private void segments() {
    int[] codes = {
      0xC09B, 0xC099, 0xC093, 0xC098, 0xC09F, 0xC0BB, 0xC01B, 0x809B, 0x1C09B, 0xC19B, 0x409B,
      0xC0FF
    };
    for (int rights : codes) {
      add("cs " + Integer.toHexString(rights)).field(0x4816, rights);
    }
    int[] stacks = {0xC093, 0xC091, 0xC097, 0xC0F3, 0xC09B, 0xC013, 0xC092};
    for (int rights : stacks) {
      add("ss " + Integer.toHexString(rights)).field(0x4818, rights);
    }
    int[] datas = {
      0xC093, 0xC092, 0xC091, 0xC09B, 0xC099, 0xC0F3, 0x10000, 0x10013, 0xC013, 0x4093
    };
    for (int rights : datas) {
      add("ds " + Integer.toHexString(rights)).field(0x481A, rights);
    }
    add("ds rpl").field(0x0806, 0x13);
    add("ds rpl, restricted").field(0x0806, 0x13).field(SECONDARY, 2);
    add("ss rpl, restricted").field(0x0804, 0x13).field(SECONDARY, 2);
    add("cs data, restricted").field(0x4816, 0xC093).field(SECONDARY, 2);
    add("cs limit").field(0x4802, 0xFFFFF).field(0x4816, 0xC09B);
    add("tr available").field(0x4822, 0x89);
    add("tr 16").field(0x4822, 0x83);
    add("tr unusable").field(0x4822, 0x1008B);
    add("tr absent").field(0x4822, 0xB);
    add("tr local").field(0x080E, 0x1C);
    add("ldtr").field(0x4820, 0x82).field(0x480C, 0x17);
    add("ldtr type").field(0x4820, 0x83).field(0x480C, 0x17);
    add("ring 3")
        .field(0x4818, 0xC0F3)
        .field(0x4816, 0xC0FB)
        .field(0x0802, 0x23)
        .field(0x0804, 0x2B)
        .field(0x481A, 0xC0F3)
        .field(0x0806, 0x2B);
  }
}
