package cloister.world.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.input.InvalidInput;
import cloister.world.Command;
import cloister.world.PagedKernel;
import cloister.world.Probe;
import cloister.world.World;
import cloister.world.timeline.StepObserver;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PagePlaceTest {
  private static final int TABLE = 0x9000;
  private static final String READ_KERNEL = "mov eax, [0x7C00]\n";

  @Test
  void anyAddressInThePageNamesItsEntry() {
    World world = PagedKernel.inRing3(READ_KERNEL);
    assertEquals("0", read(world, "page.7C00.user"));
    assertEquals("0", read(world, "page.0x7fff.user"));
    assertEquals("1", read(world, "page.20000.user"));
    assertEquals("1", read(world, "page.20000.writable"));
    assertEquals("0", read(world, "page.24000.writable"));
    assertEquals("0", read(world, "page.25000.present"));
    assertEquals(Integer.toString(0x24000), read(world, "page.24123.frame"));
    assertEquals(Integer.toString(TABLE), read(world, "page.24000.directory.frame"));
  }

  @Test
  void aPokeOpensThePageToRing3() throws InvalidInput {
    World world = PagedKernel.inRing3(READ_KERNEL);
    world.apply(new Command.Poke("page.7C00.user", 1));
    assertEquals(7, world.machine().memory().read32(TABLE + 4 * 7) & 7);
    world.apply(new Command.Run(1));
    assertFalse(world.machine().cpu().faultPending());
    assertEquals(world.machine().memory().read32(0x7c00), world.machine().cpu().general[0]);
  }

  @Test
  void theFrameKeepsTheOtherBits() throws InvalidInput {
    World world = PagedKernel.inRing3(READ_KERNEL);
    world.apply(new Command.Poke("page.24000.frame", 0x30fff));
    assertEquals(0x30005, world.machine().memory().read32(TABLE + 4 * 0x24));
  }

  @Test
  void aClosedDirectoryHidesItsTable() throws InvalidInput {
    World world = PagedKernel.inRing3(READ_KERNEL);
    assertTrue(Probe.read(world, "page.24000.user").isPresent());
    world.apply(new Command.Poke("page.24000.directory.present", 0));
    assertEquals(Optional.empty(), Probe.read(world, "page.24000.user"));
    assertEquals("0", read(world, "page.24000.directory.present"));
    assertThrows(InvalidInput.class, () -> world.apply(new Command.Poke("page.24000.user", 1)));
  }

  @Test
  void withoutPagingOrPaeThereIsNoSuchPlace() {
    World early = PagedKernel.world(READ_KERNEL);
    while (early.machine().cpu().control(3) == 0) {
      early.run(1, StepObserver.NONE);
    }
    assertEquals(Optional.empty(), Probe.read(early, "page.7C00.user"));
    World world = PagedKernel.inRing3(READ_KERNEL);
    assertEquals(Optional.empty(), Probe.read(world, "page.7C00.noexec"));
  }

  @Test
  void whatIsNoPathIsRefused() {
    assertFalse(Probe.isPath("page.7C00"));
    assertFalse(Probe.isPath("page.7C00.dpl"));
    assertFalse(Probe.isPath("page.7C00.table.user"));
    assertFalse(Probe.isPath("page.xyz.user"));
    assertTrue(Probe.isPath("page.7C00.directory.user"));
  }

  private static String read(World world, String path) {
    return Probe.read(world, path).map(Json::write).orElse("absent");
  }
}
