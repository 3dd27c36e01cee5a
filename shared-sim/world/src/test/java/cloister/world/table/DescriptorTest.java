package cloister.world.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What is written is what the processor's own reading of a descriptor finds, for any bits around
 * it.
 */
class DescriptorTest {
  @Test
  void everyFieldIsReadWhereItIsWritten() {
    Random random = new Random(3);
    for (int round = 0; round < 2000; round++) {
      Descriptor any = new Descriptor(random.nextInt(), random.nextInt());
      int value = random.nextInt();
      assertEquals(value & 3, any.withDpl(value & 3).dpl());
      assertEquals((value & 1) == 1, any.withPresent(value & 1).present());
      assertEquals(value & 15, any.withType(value & 15).type());
      assertEquals(value & 0xffff, any.withSelector(value & 0xffff).selector());
      assertEquals(value, any.withBase(value).base());
      assertEquals(value & 0xfffff, any.withRawLimit(value & 0xfffff).rawLimit());
      assertEquals(value & 31, any.withParameterCount(value & 31).parameterCount());
      Descriptor gate = any.withOffset(value);
      assertEquals(gate.wide() ? value : value & 0xffff, gate.offset());
    }
  }

  @Test
  void theTypeSaysTheKind() {
    Descriptor.Kind[] system = {
      Descriptor.Kind.RESERVED,
      Descriptor.Kind.TSS,
      Descriptor.Kind.LDT,
      Descriptor.Kind.TSS,
      Descriptor.Kind.CALL_GATE,
      Descriptor.Kind.TASK_GATE,
      Descriptor.Kind.INTERRUPT_GATE,
      Descriptor.Kind.TRAP_GATE,
      Descriptor.Kind.RESERVED,
      Descriptor.Kind.TSS,
      Descriptor.Kind.RESERVED,
      Descriptor.Kind.TSS,
      Descriptor.Kind.CALL_GATE,
      Descriptor.Kind.RESERVED,
      Descriptor.Kind.INTERRUPT_GATE,
      Descriptor.Kind.TRAP_GATE
    };
    for (int type = 0; type < 16; type++) {
      assertEquals(system[type], new Descriptor(1, type << 8).kind(), "type " + type);
      Descriptor.Kind code = type < 8 ? Descriptor.Kind.DATA : Descriptor.Kind.CODE;
      assertEquals(code, new Descriptor(1, type << 8 | 1 << 12).kind(), "type " + type);
    }
    assertEquals(Descriptor.Kind.EMPTY, new Descriptor(0, 0).kind());
    assertTrue(new Descriptor(1, 0x00c0_9000).big());
  }
}
