package cloister.lessons;

import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lessons on the Linux host. */
@Execution(ExecutionMode.CONCURRENT)
final class LinuxLessonsProofTest {
  @ParameterizedTest
  @MethodSource("lessons")
  void isProved(String id) throws Exception {
    CourseProof.prove(id);
  }

  static List<String> lessons() throws Exception {
    return CourseProof.lessons(true);
  }
}
