package app.diptych;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The rules of the house: which room may use which, and where each outside library lives. */
class HouseRulesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("app.diptych");

  /** Each room's floor; imports go to a lower number only. */
  private static final Map<String, Integer> FLOORS =
      Map.ofEntries(
          Map.entry("completion", 10),
          Map.entry("timing", 10),
          Map.entry("gateway", 20),
          Map.entry("guard", 20),
          Map.entry("cost", 20),
          Map.entry("diff", 20),
          Map.entry("prompt", 20),
          Map.entry("review", 20),
          Map.entry("secret", 20),
          // Next to the floor of the gateway and above it: it speaks to llama-server through it.
          Map.entry("local", 25),
          Map.entry("trial", 30),
          Map.entry("session", 40),
          Map.entry("exchange", 50),
          Map.entry("batch", 50),
          // Above the batches, whose checks and judges it tells.
          Map.entry("report", 55),
          Map.entry("ui", 60),
          Map.entry("cli", 60),
          Map.entry("app", 70),
          Map.entry("", 80));

  @Test
  void everyRoomIsOnAFloor() {
    Set<String> rooms = new TreeSet<>();
    CLASSES.forEach(type -> rooms.add(room(type)));
    assertThat(FLOORS.keySet()).containsAll(rooms);
  }

  @Test
  void importsGoDownTheFloorsNeverUpOrAcross() {
    List<String> wrong = new ArrayList<>();
    for (JavaClass type : CLASSES) {
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass())
          .filter(target -> target.getPackageName().startsWith("app.diptych"))
          .filter(target -> !room(target).equals(room(type)))
          .filter(target -> floor(target) >= floor(type))
          .map(target -> type.getName() + " uses " + target.getName())
          .distinct()
          .forEach(wrong::add);
    }
    assertThat(wrong)
        .as(
            "imports that go up or across, because a room that knows those above it cannot be tested alone")
        .isEmpty();
  }

  @Test
  void theWorkerProcessIsReachedThroughItsSocketOnly() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("app.diptych.local..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("app.diptych.local.worker..")
            .because("what runs native code runs in another process"));
  }

  @Test
  void roomsHaveNoCycles() {
    check(
        slices()
            .matching("app.diptych.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a cycle makes two rooms one"));
  }

  @Test
  void javaFxIsOnlyInTheWindow() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("app.diptych.ui..", "app.diptych.app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "javafx..", "org.controlsfx..", "org.fxmisc..", "atlantafx..", "org.kordamp..")
            .because("the command line and the tests of every other room run without a toolkit"));
  }

  @Test
  void httpIsOnlyInTheGatewayAndWhereModelsAreDownloaded() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("app.diptych.gateway..", "app.diptych.local.download..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("okhttp3..", "okio..")
            .because(
                "one place decides what goes to a gateway, and one what is fetched as a model"));
  }

  @Test
  void nobodyElseOpensAConnection() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("app.diptych.gateway..", "app.diptych.local.download..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.Socket")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.DatagramSocket")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.net.URLConnection.class)
            .orShould()
            .callConstructor(javafx.scene.image.Image.class, String.class)
            .orShould()
            .callConstructor(javafx.scene.image.Image.class, String.class, boolean.class)
            .because("no call leaves this machine but those that the user asked for"));
  }

  @Test
  void jsonNeverNamesTheClassItBecomes() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .haveSimpleName("JsonTypeInfo")
            .orShould()
            .callMethodWhere(
                DescribedPredicate.describe(
                    "lets JSON name a class",
                    call ->
                        Set.of("activateDefaultTyping", "polymorphicTypeValidator")
                            .contains(call.getName())))
            .because("a file of somebody else would choose what is run"));
  }

  @Test
  void nativeInferenceIsOnlyInTheWorker() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("app.diptych.local.worker..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("de.kherud..")
            .because("native code can end its process at any moment"));
  }

  @Test
  void jdbcIsOnlyInTheSession() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("app.diptych.session..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..")
            .because("one writer keeps the workspace consistent"));
  }

  @Test
  void theKeyringIsOnlyInTheSecrets() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("app.diptych.secret..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "com.github.javakeyring..", "de.swiesend..", "org.freedesktop..", "com.sun.jna..")
            .because("one place decides how long a keyring is waited for"));
  }

  @Test
  void comparingTextsIsOnlyInTheDiff() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("app.diptych.diff..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.github.difflib..")
            .because("one place bounds what a comparison costs"));
  }

  @Test
  void yamlIsOnlyInThePrompts() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("app.diptych.prompt..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.snakeyaml..")
            .because("one place decides which YAML is safe to read"));
  }

  @Test
  void schemasAreOnlyInTheChecks() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("app.diptych.batch.check..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.networknt..")
            .because("one place decides that nothing is fetched for a schema"));
  }

  @Test
  void picocliIsOnlyInTheCommandLine() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("app.diptych.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..")
            .because("each library has one home"));
  }

  @Test
  void threadsAreMadeInOnePlace() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("app.diptych.app.Threads")
            // The worker is another process and owns its own threads.
            .and()
            .resideOutsideOfPackage("app.diptych.local.worker..")
            .should()
            .callMethodWhere(
                DescribedPredicate.describe(
                    "makes a thread or an executor",
                    call ->
                        call.getTargetOwner().isEquivalentTo(java.util.concurrent.Executors.class)
                            || (call.getTargetOwner().isEquivalentTo(Thread.class)
                                && Set.of("ofVirtual", "ofPlatform", "startVirtualThread")
                                    .contains(call.getName()))))
            .orShould()
            .callConstructor(Thread.class, Runnable.class)
            .orShould()
            .callConstructor(Thread.class, Runnable.class, String.class)
            .orShould()
            .callConstructor(java.util.Timer.class)
            .because("a reader can then list all threads in a minute"));
  }

  @Test
  void workReachesTheJavaFxThreadThroughOneDoor() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("app.diptych.ui.fx..")
            .should()
            .callMethod("javafx.application.Platform", "runLater", Runnable.class.getName())
            .because("one task per delta would drown the window"));
  }

  @Test
  void onlyTheTimingRoomReadsAClock() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("app.diptych.timing..", "app.diptych.local.worker..")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .because("what is compared is measured with one clock, which tests can replace"));
  }

  @Test
  void nothingPrintsButTheCommandLineAndTheWorker() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "app.diptych.cli..", "app.diptych.local.worker..", "app.diptych.app..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("a document on standard output must not be mixed with anything"));
  }

  @Test
  void theBannedStaysOut() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx.scene.web..", "java.awt..", "javax.swing..")
            .because("a web view runs what a model writes, and AWT is a second toolkit"));
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("app.diptych.app.LogFiles")
            .and()
            .haveNameNotMatching("app\\.diptych\\.app\\.LogFiles\\$.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")
            .because("the rooms have one logger, and one place decides what is kept of it"));
  }

  @Test
  void oneClassIsCalledLikeWhatEveryPageImports() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("app.diptych.ui.fx")
            .should()
            .haveSimpleName("Wording")
            .because("whoever reads the name must know what says the words of the window"));
  }

  @Test
  void noRoomIsADrawerForEverything() {
    check(
        noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..misc..")
            .allowEmptyShould(true)
            .because("a helper lives with its user"));
  }

  @Test
  void moneyIsNeverAFloatingPointNumber() {
    check(
        fields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("app.diptych.cost..")
            .should()
            .notHaveRawType(double.class)
            .andShould()
            .notHaveRawType(float.class)
            .allowEmptyShould(true)
            .because("binary fractions cannot hold a price"));
  }

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }

  private static int floor(JavaClass type) {
    Integer floor = FLOORS.get(room(type));
    return floor == null ? 0 : floor;
  }

  /** {@code app.diptych.ui.compare} is in the room {@code ui}; the entry point in none. */
  private static String room(JavaClass type) {
    String path = type.getPackageName().substring("app.diptych".length());
    if (path.isEmpty()) {
      return "";
    }
    int dot = path.indexOf('.', 1);
    return dot < 0 ? path.substring(1) : path.substring(1, dot);
  }
}
