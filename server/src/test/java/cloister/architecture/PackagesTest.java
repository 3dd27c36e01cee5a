package cloister.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Which package may use which. The table is lowest first and nobody uses what stands below its own
 * row, so there are no cycles.
 */
class PackagesTest {
  private static final String TABLE =
      """
      bits:
      state:
      codec: bits
      message: bits codec
      event: bits codec message
      input: bits codec message
      bus: bits
      cpu.alu:
      cpu.decode: bits bus
      cpu.disasm: bits cpu.decode
      cpu.fpu: bits cpu.alu state
      cpu.core: bits bus cpu.decode cpu.fpu event state
      cpu.paging: bus cpu.core event state
      cpu.access: bits bus cpu.core cpu.decode cpu.paging event
      cpu.seg: bits cpu.access cpu.core event
      cpu.trap: bits bus cpu.access cpu.core cpu.paging cpu.seg event
      cpu.translate: bus cpu.access cpu.alu cpu.core cpu.decode cpu.paging cpu.seg event
      cpu.translate.wasm: bus cpu.paging cpu.translate
      cpu.insn: bits bus cpu.access cpu.alu cpu.core cpu.decode cpu.fpu cpu.paging cpu.seg
          cpu.translate cpu.trap event
      cpu.vmx: bits bus cpu.access cpu.core cpu.decode cpu.insn cpu.paging cpu.trap event state
      cpu: bits bus cpu.access cpu.core cpu.decode cpu.fpu cpu.insn cpu.paging cpu.seg
          cpu.translate cpu.trap cpu.vmx event state
      why: bits codec cpu.paging event message
      time: state
      device.console: state
      device.apic: bus state time
      device.ide: bus event state time
      device.cd: device.ide state
      device.disk: device.ide state
      device.keyboard: bus state
      device.pci: bus state
      device.pic: bus event state
      device.pit: bus event state time
      device.post: bus state
      device.reset: bus event state
      device.rtc: bus state time
      device.textscreen: bus state time
      device.uart: bus state time
      machine: bits bus codec cpu cpu.core device.apic device.cd device.console device.disk
          device.ide device.keyboard device.pci device.pic device.pit device.post device.reset device.rtc
          device.textscreen device.uart event message state time
      machine.replay: bus event machine state
      hypervisor.translation: bus cpu.decode state
      hypervisor: bits bus codec cpu cpu.core cpu.decode cpu.disasm cpu.paging cpu.seg cpu.vmx device.apic device.console device.pic device.pit
          device.textscreen device.uart event hypervisor.translation machine message state time
      kernel.abi:
      kernel.object: state
      kernel.time:
      kernel.ns: kernel.object
      kernel.cred: kernel.ns kernel.object
      kernel.cgroup: kernel.abi kernel.ns kernel.object
      kernel.mm: bits bus kernel.abi kernel.cgroup kernel.ns kernel.object state
      kernel.vfs: kernel.abi kernel.cgroup kernel.cred kernel.mm kernel.ns kernel.object kernel.time
      kernel.fs: bus kernel.abi kernel.cgroup kernel.cred kernel.mm kernel.ns kernel.object kernel.vfs state
      kernel.trace: codec event kernel.abi message
      kernel.ipc: event kernel.abi kernel.cred kernel.mm kernel.ns kernel.object kernel.time kernel.trace kernel.vfs
      kernel.mqueue: kernel.abi kernel.cred kernel.fs kernel.ipc kernel.mm kernel.object kernel.vfs
      kernel.net: event kernel.abi kernel.cgroup kernel.cred kernel.fs kernel.mm kernel.ns kernel.object kernel.time kernel.trace kernel.vfs
      kernel.overlay: kernel.abi kernel.cred kernel.fs kernel.mm kernel.ns kernel.object kernel.vfs
      kernel.tty: bus kernel.abi kernel.cred kernel.fs kernel.mm kernel.object kernel.vfs
      kernel.pts: kernel.abi kernel.cred kernel.fs kernel.mm kernel.object kernel.tty kernel.vfs state
      kernel.signal: kernel.abi kernel.object
      kernel.seccomp: kernel.abi kernel.object
      kernel.task: bus event kernel.abi kernel.cgroup kernel.cred kernel.fs kernel.ipc kernel.mm kernel.net kernel.ns kernel.object
          kernel.seccomp kernel.signal kernel.time kernel.trace kernel.tty kernel.vfs
      kernel.anon: kernel.abi kernel.cgroup kernel.mm kernel.object kernel.signal kernel.task kernel.time kernel.vfs
      kernel.exec: event kernel.abi kernel.cred kernel.fs kernel.mm kernel.ns kernel.object kernel.signal
          kernel.task kernel.time kernel.trace kernel.vfs
      kernel.cgroupfs: event kernel.abi kernel.cgroup kernel.cred kernel.fs kernel.mm kernel.object kernel.task
          kernel.time kernel.trace kernel.vfs
      kernel.proc: kernel.abi kernel.anon kernel.cgroup kernel.cred kernel.fs kernel.ipc kernel.mm kernel.net kernel.ns kernel.object kernel.task
          kernel.seccomp kernel.signal kernel.time kernel.tty kernel.vfs
      kernel.sysfs: kernel.abi kernel.fs kernel.mm kernel.net kernel.object kernel.vfs
      kernel.syscall: event kernel.abi kernel.anon kernel.cgroup kernel.cred kernel.exec kernel.fs kernel.ipc kernel.mm kernel.mqueue kernel.net kernel.ns
          kernel.object kernel.pts kernel.seccomp kernel.signal kernel.task kernel.time kernel.trace kernel.tty kernel.vfs
      kernel: bus codec event kernel.abi kernel.anon kernel.cgroup kernel.cgroupfs kernel.cred kernel.exec kernel.fs kernel.ipc kernel.mm kernel.mqueue kernel.net kernel.ns kernel.object
          kernel.overlay kernel.proc kernel.pts kernel.seccomp kernel.signal kernel.syscall kernel.sysfs kernel.task kernel.time kernel.trace kernel.tty kernel.vfs state
      kernel.view: codec event kernel kernel.abi kernel.cgroup kernel.cred kernel.fs kernel.mm kernel.net kernel.ns kernel.object
          kernel.overlay kernel.seccomp kernel.syscall kernel.task kernel.trace kernel.tty kernel.vfs
      platform: bus codec cpu cpu.core device.pic device.pit event kernel kernel.abi kernel.exec
          kernel.fs kernel.mm kernel.task kernel.time kernel.tty kernel.view machine state
      analysis: bits bus codec cpu cpu.core cpu.decode cpu.disasm cpu.paging event input message state
      machine.view: bits bus codec cpu cpu.core cpu.decode cpu.disasm cpu.paging device.apic device.ide
          device.keyboard device.pci device.pic device.pit device.reset device.rtc device.textscreen
          device.uart machine time
      machine.why: cpu cpu.core cpu.paging event machine machine.replay machine.view why
      machine.port: bits bus codec cpu cpu.paging cpu.translate device.disk device.ide device.keyboard device.textscreen event hypervisor
          input machine machine.replay machine.view machine.why message state time why
      asm.report: message
      asm.lex: asm.report bits
      asm.value: asm.report bits message
      asm.parse: asm.lex asm.report asm.value bits message
      asm.macro: asm.lex asm.parse asm.report asm.value message
      asm.encode: asm.parse asm.report asm.value bits cpu.decode message
      asm.layout: asm.encode asm.lex asm.macro asm.parse asm.report asm.value bits message
      asm: asm.encode asm.layout asm.report codec cpu.decode message
      cc.report: asm.report message
      cc.type:
      elf: bits codec message
      cc.layout: cc.type
      cc.lex: asm.report asm.value bits cc.report message
      cc.link.script: asm.report bits cc.report codec message
      cc.tree: asm.report cc.type
      cc.check.constant: asm.report cc.report cc.tree cc.type cpu.fpu message
      cc.check.format: asm.report cc.report cc.tree cc.type message
      cc.check.scope: asm.report cc.tree cc.type
      cc.code: asm.report asm.value cc.tree cc.type
      cc.generate.machine: asm.report cc.tree
      cc.ir: asm.report cc.tree
      cc.link: asm.report cc.link.script cc.report elf message
      cc.preprocess: asm.report cc.lex cc.report message
      cc.syntax: asm.report cc.lex
      cc.assemble: asm.encode asm.parse asm.report asm.value bits cc.code cc.report elf
          message
      cc.check.flow: asm.report cc.check.constant cc.report cc.tree cc.type message
      cc.check.operand: asm.report cc.check.constant cc.report cc.tree cc.type message
      cc.gas: asm.encode asm.report asm.value bits cc.code cc.report codec message
      cc.generate.allocate: asm.report cc.generate.machine
      cc.generate.emit: asm.report asm.value cc.code cc.generate.machine cc.report cc.tree
          cpu.decode message
      cc.generate.select: asm.report asm.value cc.code cc.generate.machine cc.ir cc.tree
          cc.type
      cc.lower: asm.report cc.ir cc.tree cc.type
      cc.optimize: asm.report cc.ir cc.tree cc.type
      cc.parse: asm.report cc.lex cc.report cc.syntax message
      cc.check.initial: asm.report cc.check.constant cc.check.operand cc.lex cc.report
          cc.syntax cc.tree cc.type message
      cc.generate: asm.report cc.code cc.generate.allocate cc.generate.emit
          cc.generate.machine cc.generate.select cc.ir cc.report cc.tree cc.type message
      cc.check: asm.report asm.value cc.check.constant cc.check.flow cc.check.format
          cc.check.initial cc.check.operand cc.check.scope cc.layout cc.lex cc.report
          cc.syntax cc.tree cc.type message
      cc.dump: asm.report cc.lex cc.syntax cc.tree cc.type
      cc.dwarf: asm.report bits cc.assemble cc.code cc.tree cc.type codec elf
      cc.driver: asm.encode asm.report cc.assemble cc.check cc.code cc.dump cc.dwarf cc.gas cc.generate
          cc.generate.emit cc.ir cc.lex cc.link cc.link.script cc.lower cc.optimize
          cc.parse cc.preprocess cc.report cc.syntax cc.tree cc.type codec cpu.decode elf
          message
      world.table: bits bus cpu.core cpu.paging cpu.seg
      world.probe: bits bus cpu cpu.core cpu.paging input machine world.table
      world.timeline: bits bus codec cpu cpu.core cpu.decode cpu.paging event machine machine.replay state
          world.probe
          world.table
      world: asm bus cc.code codec cpu cpu.core cpu.decode device.console event hypervisor input machine message
          state world.probe world.timeline
      world.c: asm asm.encode asm.report bits cc.assemble cc.code cc.driver cc.link
          cc.link.script cc.parse cc.preprocess cc.report cc.tree cc.type codec cpu cpu.core
          cpu.decode cpu.disasm cpu.paging elf event input machine message world
          world.timeline
      world.linux: bus kernel kernel.abi kernel.exec machine platform world
      world.pc: bus cpu device.ide device.pic device.pit event machine state world
      world.share: codec input message world world.timeline
      world.sentence: bits bus cpu cpu.core cpu.decode cpu.disasm cpu.paging event machine message why world
          world.probe world.table world.timeline
      world.why: bits cpu cpu.core cpu.paging event machine message why world world.sentence world.table
          world.timeline
      world.view: asm bits bus codec cpu cpu.core cpu.disasm cpu.paging cpu.seg device.console
          event machine machine.view message why world world.probe world.sentence world.table
          world.timeline world.why
      world.watch: asm bits bus codec cpu cpu.paging event input machine message world world.probe
          world.sentence world.timeline world.view
      world.lesson: codec cpu cpu.decode event input machine message world world.timeline
      world.progress: codec
      world.compare: asm bits bus codec cpu cpu.core cpu.decode cpu.disasm cpu.paging event hypervisor
          input machine message world world.share world.timeline
      world.run: codec cpu cpu.decode device.console event input machine message world
          world.lesson world.share world.timeline
      world.port: asm bus codec cpu cpu.core cpu.decode cpu.disasm cpu.paging event input machine message
          world world.lesson world.progress world.run world.sentence world.share world.timeline
          world.view world.watch world.why
      lessons: bits cc.driver codec cpu cpu.decode cpu.disasm event input kernel machine message world world.c
          world.linux world.pc
          world.lesson world.sentence world.timeline
      server.text: codec message
      server.log:
      server.translate: bus cpu.paging cpu.translate
      server.http: input message
      server.lesson: codec input world.lesson
      server.run: asm cc.driver codec cpu.decode input lessons message server.lesson server.text world world.lesson
          world.run world.timeline
      server.store: codec world.progress
      server.site: codec
      server.api: codec input message server.http server.lesson server.run server.site
          server.store world world.lesson world.share
      server: message server.api server.http server.lesson server.run server.site server.store
          server.text
      server.preview: codec lessons server server.http server.site
      cli: analysis asm asm.report bits bus cc.driver cc.parse cc.report codec cpu cpu.decode cpu.disasm device.ide event hypervisor input lessons machine
          kernel kernel.abi kernel.exec kernel.trace message platform server server.lesson server.log server.preview server.run server.text server.translate
          world world.compare world.lesson world.run world.share world.timeline
      """;

  private static final Map<String, List<String>> MAY_USE = mayUse();

  /** A row is a package, a colon and the packages that it may use; an indented line goes on. */
  private static Map<String, List<String>> mayUse() {
    Map<String, List<String>> table = new LinkedHashMap<>();
    for (String row : TABLE.replaceAll("\n +", " ").lines().toList()) {
      String[] words = row.split("[: ]+");
      table.put(words[0], List.of(words).subList(1, words.length));
    }
    return table;
  }

  @Test
  void everyPackageUsesOnlyWhatItMay() {
    Map<String, String> violations = new TreeMap<>();
    for (JavaClass type : Code.ALL) {
      String from = Code.packageOf(type);
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (Code.isOurs(target)) {
          String to = Code.packageOf(target);
          if (!to.equals(from) && !MAY_USE.getOrDefault(from, List.of()).contains(to)) {
            violations.put(from + " uses " + to, dependency.getDescription());
          }
        }
      }
    }
    assertEquals(Map.of(), violations);
  }

  @Test
  void theTableHasEveryPackageAndNoOther() {
    TreeSet<String> packages = new TreeSet<>();
    for (JavaClass type : Code.ALL) {
      packages.add(Code.packageOf(type));
    }
    assertEquals(packages, new TreeSet<>(MAY_USE.keySet()));
  }

  @Test
  void theTableIsLowestFirst() {
    TreeSet<String> above = new TreeSet<>(MAY_USE.keySet());
    for (Map.Entry<String, List<String>> row : MAY_USE.entrySet()) {
      for (String used : row.getValue()) {
        assertEquals(false, above.contains(used), row.getKey() + " is above " + used);
      }
      above.remove(row.getKey());
    }
  }
}
