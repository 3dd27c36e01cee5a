package cloister.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * The list of sensitive unprivileged instructions in J. S. Robin and C. E. Irvine, Analysis of the
 * Intel Pentium's Ability to Support a Secure Virtual Machine Monitor (USENIX Security 2000). It
 * has 18 mnemonics, though most texts say 17. An analysis does not look at it: it is set beside.
 */
public final class RobinIrvine {
  /**
   * An instruction of the list.
   *
   * @param name as they write it
   * @param findings the names that it has here
   */
  public record Entry(String name, List<String> findings) {}

  /**
   * Where list and analysis differ.
   *
   * @param missing true for what is on the list and was not found to lie, false for what was found
   *     and is not on the list
   * @param because a sentence
   */
  public record Difference(String name, boolean missing, String because) {}

  private static final List<Entry> LIST =
      List.of(
          entry("SGDT", "sgdt"),
          entry("SIDT", "sidt"),
          entry("SLDT", "sldt"),
          entry("SMSW", "smsw"),
          entry("PUSHF", "pushfd"),
          entry("POPF", "popfd"),
          entry("LAR", "lar"),
          entry("LSL", "lsl"),
          entry("VERR", "verr"),
          entry("VERW", "verw"),
          entry("POP", "pop es", "pop ss", "pop ds", "pop fs", "pop gs"),
          entry("PUSH", "push es", "push cs", "push ss", "push ds", "push fs", "push gs"),
          entry("CALL", "call far"),
          entry("JMP", "jmp far"),
          entry("INT n", "int"),
          entry("RET", "retf"),
          entry("STR", "str"),
          entry("MOV", "mov sreg, r/m", "mov r/m, sreg"));

  private RobinIrvine() {}

  private static Entry entry(String name, String... findings) {
    return new Entry(name, List.of(findings));
  }

  /** All of it, in their order. */
  public static List<Entry> list() {
    return LIST;
  }

  /** True for what is on the list. */
  public static boolean has(Finding finding) {
    boolean has = false;
    for (Entry entry : LIST) {
      has |= entry.findings().contains(finding.name());
    }
    return has;
  }

  /** The instructions of the list that were found to lie. */
  public static List<String> confirmed(Result result) {
    List<String> names = new ArrayList<>();
    for (Entry entry : LIST) {
      if (lies(entry, result)) {
        names.add(entry.name());
      }
    }
    return names;
  }

  /** What is on one side only, with the reason. */
  public static List<Difference> differences(Result result) {
    List<Difference> all = new ArrayList<>();
    for (Entry entry : LIST) {
      if (!lies(entry, result)) {
        all.add(new Difference(entry.name(), true, whyMissing(entry.name())));
      }
    }
    for (Finding finding : result.of(Verdict.LIES)) {
      if (!has(finding)) {
        all.add(new Difference(finding.name(), false, whyMore(finding.name())));
      }
    }
    return all;
  }

  private static boolean lies(Entry entry, Result result) {
    boolean lies = false;
    for (Finding finding : result.of(Verdict.LIES)) {
      lies |= entry.findings().contains(finding.name());
    }
    return lies;
  }

  private static String whyMissing(String name) {
    return switch (name) {
      case "SGDT", "SIDT", "SLDT", "SMSW", "STR" ->
          "With UMIP on, every ring but 0 is refused it, so the hypervisor sees it.";
      case "VERR", "VERW" ->
          "The copies with DPL 1 may be read and written in ring 1, so the answer is the same.";
      case "POP" ->
          "A selector of ring 0 cannot be popped into SS in ring 1; the other registers refuse it"
              + " too, or take the copy and behave the same.";
      case "CALL" ->
          "The kernel's code segment has DPL 0 and the gates are closed, so a far call is refused.";
      case "JMP" ->
          "A far jump to the kernel's code segment is refused, or goes where it would go in ring"
              + " 0.";
      case "INT n" -> "The hypervisor's gates are closed to ring 1, so INT n is refused.";
      case "RET" -> "A far return to a selector with RPL 0 is refused in ring 1.";
      default -> throw new IllegalStateException(name + " does not lie");
    };
  }

  private static String whyMore(String name) {
    return switch (name) {
      case "iretd" ->
          "A return within the ring loads EFLAGS as POPF does, and drops IF as silently.";
      case "fnstenv", "fnsave", "fxsave" ->
          "It stores the selector of the code that used the x87 unit last, so it tells the ring as"
              + " PUSH CS does. Some later processors store 0 there.";
      default -> throw new IllegalStateException(name + " lies");
    };
  }
}
