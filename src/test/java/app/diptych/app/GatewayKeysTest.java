package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.app.TestCommandLine.Result;
import app.diptych.cli.DiptychCommand;
import app.diptych.completion.Failure;
import app.diptych.gateway.GatewayBook.Done;
import app.diptych.gateway.GatewayBook.Doubted;
import app.diptych.gateway.GatewayBook.Removed;
import app.diptych.gateway.GatewayProfile;
import app.diptych.gateway.KeyBinding;
import app.diptych.gateway.KeySource;
import app.diptych.secret.KeyName;
import app.diptych.secret.KeyVault;
import app.diptych.secret.KeyVaultException;
import app.diptych.secret.MemoryVault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where keys go, and what is said when one cannot be taken away. */
class GatewayKeysTest {
  private static final String KEY = "sk-canary-0123456789abcdef";
  private static final String ELSEWHERE = "https://llm.elsewhere.example/v1";

  private final LockableKeyring keyring = new LockableKeyring();

  @TempDir Path home;

  @Test
  void saysThatTheKeyStaysWhenTheKeyringIsLockedAndHowToRemoveItLater() {
    try (Wiring wiring = wiring(Map.of(), List.of())) {
      wiring.gateways().save(GatewayProfile.of("sheep", ELSEWHERE), KEY.toCharArray());
      keyring.locked = true;

      Removed removed = wiring.gateways().remove("sheep").orElseThrow();

      assertThat(removed.told())
          .startsWith("The key of sheep stays in the keyring. The keyring is locked.")
          .contains("delete \"sheep https://llm.elsewhere.example\" of Diptych")
          .doesNotContain("canary");
      removed.putBack();
      keyring.locked = false;
      assertThat(wiring.gateways().find("sheep").orElseThrow().problem()).isNull();
      assertThat(wiring.gateways().remove("sheep").orElseThrow().told()).isEmpty();
      assertThat(keyring.keys.load(new KeyName("sheep", "https://llm.elsewhere.example")))
          .isEmpty();
    }
  }

  @Test
  void theCommandSaysItTooAndDoesNotEndWell() {
    try (Wiring wiring = wiring(Map.of(), List.of())) {
      wiring.gateways().save(GatewayProfile.of("sheep", ELSEWHERE), KEY.toCharArray());
    }
    keyring.locked = true;

    Result result = run("gateway", "remove", "sheep");

    assertThat(result.out()).contains("Removed sheep.");
    assertThat(result.err()).contains("The key of sheep stays in the keyring.");
    assertThat(result.exit()).isEqualTo(1);
  }

  @Test
  void saysThatTheOldKeyStaysWhenAnotherPlaceTakesOver() {
    try (Wiring wiring = wiring(Map.of("SHEEP_API_KEY", KEY), List.of())) {
      GatewayProfile profile = GatewayProfile.of("sheep", ELSEWHERE);
      wiring.gateways().save(profile, KEY.toCharArray());
      keyring.locked = true;

      assertThat(wiring.gateways().save(profile, null))
          .isInstanceOfSatisfying(
              Done.class,
              done -> assertThat(done.told()).startsWith("The key of sheep stays in the keyring."));
    }
  }

  @Test
  void sendsNoPresetsKeyToAnotherHostForOneRun() {
    try (Wiring wiring = wiring(Map.of("OPENAI_API_KEY", KEY), List.of("openai=" + ELSEWHERE))) {
      GatewayList.Gateway gateway = wiring.gateways().find("openai").orElseThrow();

      assertThat(gateway.key()).isNull();
      Failure problem = Objects.requireNonNull(gateway.problem());
      assertThat(problem.message())
          .isEqualTo(
              "The key of openai was not sent: OPENAI_API_KEY is where the key of api.openai.com"
                  + " usually stands, and llm.elsewhere.example is another host.");
      assertThat(problem.hint()).contains("--trust-host llm.elsewhere.example");
      assertThat(wiring.gateways().entry("openai").orElseThrow().trouble())
          .contains("is another host");
    }
  }

  @Test
  void asksBeforeAPresetsKeyIsBoundToAnotherHost() {
    try (Wiring wiring = wiring(Map.of("OPENAI_API_KEY", KEY), List.of())) {
      GatewayProfile profile = GatewayProfile.of("openai", ELSEWHERE);
      assertThat(wiring.gateways().save(profile, null))
          .isInstanceOfSatisfying(
              Doubted.class,
              doubted -> assertThat(doubted.doubt().variable()).isEqualTo("OPENAI_API_KEY"));

      KeyBinding sure = profile.key().trusting("llm.elsewhere.example");
      assertThat(wiring.gateways().save(profile.with(sure), null)).isInstanceOf(Done.class);
      assertThat(wiring.gateways().find("openai").orElseThrow().key()).isNotNull();
    }
  }

  @Test
  void asksWhateverTheGatewayIsCalledAndNotForAKeyOfItsOwn() {
    try (Wiring wiring = wiring(Map.of("GROQ_API_KEY", KEY), List.of())) {
      GatewayProfile mine = GatewayProfile.of("mine", ELSEWHERE);
      KeyBinding groq = mine.key().from(new KeySource.Environment("GROQ_API_KEY"));
      assertThat(wiring.gateways().save(mine.with(groq), null)).isInstanceOf(Doubted.class);
      assertThat(wiring.gateways().save(mine, null)).isInstanceOf(Done.class);
      assertThat(wiring.gateways().save(mine.with(groq), KEY.toCharArray()))
          .isInstanceOf(Done.class);
    }
  }

  @Test
  void sendsAPresetsKeyToItsOwnHostsAndToThisMachine() {
    Map<String, String> keys =
        Map.of("TOGETHER_API_KEY", KEY, "OPENAI_API_KEY", KEY, "LITELLM_API_KEY", KEY);
    try (Wiring wiring =
        wiring(
            keys,
            List.of(
                "together=https://api.together.xyz/v1",
                "openai=http://127.0.0.1:9/v1",
                "litellm=" + ELSEWHERE))) {
      for (String id : List.of("together", "openai", "litellm")) {
        assertThat(wiring.gateways().find(id).orElseThrow().key()).as(id).isNotNull();
      }
    }
  }

  @Test
  void aKeyThatWasKeptInMemoryIsNotReplacedByAPresetsForAnotherHost() {
    GatewayProfile profile = GatewayProfile.of("openai", ELSEWHERE);
    keyring.locked = true;
    try (Wiring wiring = wiring(Map.of(), List.of())) {
      wiring.gateways().save(profile, KEY.toCharArray());
      assertThat(wiring.gateways().find("openai").orElseThrow().key()).isNotNull();
    }
    try (Wiring wiring = wiring(Map.of("OPENAI_API_KEY", KEY), List.of())) {
      assertThat(wiring.gateways().find("openai").orElseThrow().key()).isNull();
    }
  }

  private Wiring wiring(Map<String, String> environment, List<String> forThisRun) {
    return new Wiring(home, forThisRun, environment, _ -> keyring);
  }

  private Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        DiptychCommand.run(
            arguments,
            (_, gateways) -> wiring(Map.of(), gateways),
            (_, _, _) -> {
              throw new AssertionError("A command must not open the window");
            },
            (_, fault) -> {
              throw new AssertionError(fault);
            },
            new PrintWriter(out),
            new PrintWriter(err));
    return new Result(exit, out.toString(), err.toString());
  }

  /** A keyring that its user may lock. */
  private static final class LockableKeyring implements KeyVault {
    private final MemoryVault keys = new MemoryVault();
    private boolean locked;

    @Override
    public void store(KeyName name, char[] key) throws KeyVaultException {
      open().store(name, key);
    }

    @Override
    public Optional<char[]> load(KeyName name) throws KeyVaultException {
      return open().load(name);
    }

    @Override
    public void delete(KeyName name) throws KeyVaultException {
      open().delete(name);
    }

    @Override
    public State state() {
      return new Ready("a keyring");
    }

    private MemoryVault open() throws KeyVaultException {
      if (locked) {
        throw new KeyVaultException("The keyring is locked.");
      }
      return keys;
    }
  }
}
