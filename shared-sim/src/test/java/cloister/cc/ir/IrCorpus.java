package cloister.cc.ir;

import cloister.cc.Corpus;
import cloister.cc.optimize.Optimization;
import java.nio.file.*;
import java.util.*;

class IrCorpus {
  public static void main(String[] args) throws Exception {
    List<Path> files = new ArrayList<>(Corpus.features());
    files.addAll(Corpus.programs());
    int ok = 0, bad = 0, unsupported = 0;
    long mem = 0, reg = 0, opt = 0;
    for (Path file : files) {
      if (args.length > 0 && !file.toString().contains(args[0])) continue;
      String text = Files.readString(file);
      String expected = expected(file);
      String what = "compile";
      try {
        for (int mode = 0; mode < 3; mode++) {
          what = List.of("memory", "registers", "optimised").get(mode);
          IrModule m = CompiledC.of(text, mode == 0);
          if (mode == 2) new Optimization(1).module(m);
          if (args.length > 1) System.out.println(IrText.of(m));
          if (mode == 2) for (IrFunction f : m.functions()) IrVerifier.verify(f);
          IrMachine.Outcome o = IrMachine.run(m);
          String got = o.output() + "\n=" + o.status();
          if (mode == 0) mem += o.steps();
          else if (mode == 1) reg += o.steps();
          else opt += o.steps();
          if (!got.equals(expected)) {
            bad++;
            System.out.println("DIFF " + file.getFileName() + " " + what + diff(expected, got));
            break;
          }
          if (mode == 2) ok++;
        }
      } catch (UnsupportedOperationException e) {
        unsupported++;
        System.out.println(
            "SKIP " + file.getFileName() + " " + what + " " + cut(e.getMessage(), 150));
      } catch (Throwable e) {
        bad++;
        StackTraceElement[] t = e.getStackTrace();
        System.out.println(
            "FAIL "
                + file.getFileName()
                + " "
                + what
                + " "
                + cut(e.toString(), 300)
                + (t.length > 2 ? " at " + t[0] + " " + t[1] + " " + t[2] : "")
                + (e.getCause() != null ? " CAUSE " + e.getCause() : ""));
      }
    }
    System.out.println(
        "ok "
            + ok
            + " bad "
            + bad
            + " skipped "
            + unsupported
            + " steps "
            + mem
            + " "
            + reg
            + " "
            + opt);
  }

  static String cut(String s, int n) {
    return s != null && s.length() > n ? s.substring(0, n) : s;
  }

  static String diff(String a, String b) {
    String[] x = a.split("\n"), y = b.split("\n");
    for (int i = 0; i < Math.min(x.length, y.length); i++)
      if (!x[i].equals(y[i])) return "\n   want " + x[i] + "\n   have " + y[i];
    return " lengths "
        + x.length
        + " "
        + y.length
        + (x.length > y.length ? "\n  want " + x[y.length] : "");
  }

  static String expected(Path file) throws Exception {
    Path cache = Path.of("/tmp/lw/exp/" + file.getFileName());
    if (Files.exists(cache))
      return Files.readString(cache, java.nio.charset.StandardCharsets.ISO_8859_1);
    Files.createDirectories(cache.getParent());
    Process p =
        new ProcessBuilder(
                "sh",
                "-c",
                "gcc -m32 -std=gnu11 -fno-pie -no-pie -fexcess-precision=standard -w -o /tmp/lw/exe"
                    + " "
                    + file
                    + " && cd "
                    + file.toAbsolutePath().getParent()
                    + " && timeout 20 /tmp/lw/exe")
            .redirectInput(new java.io.File("/dev/null"))
            .start();
    String out =
        new String(p.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
    String all = out + "\n=" + p.waitFor();
    Files.writeString(cache, all, java.nio.charset.StandardCharsets.ISO_8859_1);
    return all;
  }
}
