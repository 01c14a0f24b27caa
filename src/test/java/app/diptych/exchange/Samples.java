package app.diptych.exchange;

import app.diptych.completion.Message;
import java.util.List;

/** One small file of each kind, written after the public ones. */
final class Samples {
  private Samples() {}

  static AnswerDraft answer(String model) {
    return new AnswerDraft(model, List.of(Message.user("Hello?"))).text("Hello from " + model);
  }

  static final String ARENA =
      """
      {"question_id":"58210e39","model_a":"alpha-7b","model_b":"beta-9b","winner":"model_a","judge":"arena_user_7","conversation_a":[{"role":"user","content":"Name a bird.","num_tokens":4},{"role":"assistant","content":"A robin.","num_tokens":3},{"role":"user","content":"And in autumn?"},{"role":"assistant","content":"A starling \\ud83d\\udc26."}],"conversation_b":[{"role":"user","content":"Name a bird."},{"role":"assistant","content":"A wren."},{"role":"user","content":"And in autumn?"},{"role":"assistant","content":"A goose."}],"turn":2,"anony":true,"language":"English","tstamp":1700000000.25,"openai_moderation":{"flagged":false}}
      {"question_id":"58210e40","model_a":"beta-9b","model_b":"gamma-1","winner":"tie (bothbad)","judge":"arena_user_8","conversation_a":[{"role":"user","content":"\\u4f60\\u597d"},{"role":"assistant","content":"?"}],"conversation_b":[{"role":"user","content":"\\u4f60\\u597d"},{"role":"assistant","content":"!"}],"turn":1,"anony":true,"language":"Chinese","tstamp":1700000100.5}
      """;

  static final String ARENA_55K =
      """
      {"id":30192,"model_a":"alpha-7b","model_b":"beta-9b","prompt":"[\\"What is 2 + 2?\\",\\"Shorter, \\\\\\"please\\\\\\".\\"]","response_a":"[\\"It is four.\\",\\"4\\"]","response_b":"[\\"Four.\\",\\"Four\\"]","winner_model_a":0,"winner_model_b":1,"winner_tie":0}
      {"id":53567,"model_a":"beta-9b","model_b":"gamma-1","prompt":"[\\"Say nothing.\\"]","response_a":"[\\"...\\"]","response_b":"[null]","winner_model_a":0,"winner_model_b":0,"winner_tie":1}
      """;

  static final String ARENA_LOG =
      """
      {"tstamp":1690000000.1,"type":"chat","model":"alpha-7b","gen_params":{},"start":1,"finish":2,"state":{"messages":[]},"ip":"203.0.113.9"}
      {"tstamp":1690000001.5,"type":"bothbad_vote","models":["",""],"states":[{"template_name":"one_shot","system_message":"","roles":["Human","Assistant"],"messages":[["Human","An example?"],["Assistant","An answer."],["Human","Is tea older than coffee?"],["Assistant","No idea."]],"offset":2,"conv_id":"c1","model_name":"alpha-7b"},{"template_name":"x","system_message":"","roles":["USER","ASSISTANT"],"messages":[["USER","Is tea older than coffee?"],["ASSISTANT","?"]],"offset":0,"conv_id":"c2","model_name":"beta-9b"}],"ip":"203.0.113.9"}
      {"tstamp":1690000002.5,"type":"leftvote","models":["<h3>Model A: alpha-7b</h3>\\n","<h3>Model B: gamma-1</h3>\\n"],"states":[{"template_name":"x","system_message":"Be kind.","roles":["USER","ASSISTANT"],"messages":[["USER","Hi"],["ASSISTANT","Hello"],["USER","Bye"],["ASSISTANT",null]],"offset":0,"conv_id":"c3","model_name":"alpha-7b"},{"template_name":"x","system_message":"Be kind.","roles":["USER","ASSISTANT"],"messages":[["USER","Hi"],["ASSISTANT","Hey"],["USER","Bye"],["ASSISTANT",null]],"offset":0,"conv_id":"c4","model_name":"gamma-1"}],"ip":"203.0.113.9"}
      """;

  static final String MT_BENCH_VOTES =
      """
      {"question_id":81,"model_a":"alpha-7b","model_b":"beta-9b","winner":"model_a","judge":"expert_3","conversation_a":[{"role":"user","content":"Write a rhyme."},{"role":"assistant","content":"Sea, tea."},{"role":"user","content":"Again."},{"role":"assistant","content":"Bee, key."}],"conversation_b":[{"role":"user","content":"Write a rhyme."},{"role":"assistant","content":"Cat, hat."},{"role":"user","content":"Again."},{"role":"assistant","content":"Rat, bat."}],"turn":1}
      {"question_id":81,"model_a":"alpha-7b","model_b":"beta-9b","winner":"tie","judge":["gpt-4","pair-v2"],"conversation_a":[{"role":"user","content":"Write a rhyme."},{"role":"assistant","content":"Sea, tea."},{"role":"user","content":"Again."},{"role":"assistant","content":"Bee, key."}],"conversation_b":[{"role":"user","content":"Write a rhyme."},{"role":"assistant","content":"Cat, hat."},{"role":"user","content":"Again."},{"role":"assistant","content":"Rat, bat."}],"turn":1}
      {"question_id":81,"model_a":"alpha-7b","model_b":"beta-9b","winner":"model_b","judge":"expert_3","conversation_a":[{"role":"user","content":"Write a rhyme."},{"role":"assistant","content":"Sea, tea."},{"role":"user","content":"Again."},{"role":"assistant","content":"Bee, key."}],"conversation_b":[{"role":"user","content":"Write a rhyme."},{"role":"assistant","content":"Cat, hat."},{"role":"user","content":"Again."},{"role":"assistant","content":"Rat, bat."}],"turn":2}
      """;

  static final String COMPARATOR =
      """
      {
        "metadata": {
          "source_path": "run 12",
          "custom_fields_schema": [
            {"name": "words", "type": "per_model_number"},
            {"name": "domain", "type": "category", "domain": ["a", "b"]}
          ]
        },
        "models": [{"name": "Alpha 2"}, {"name": "Alpha 1"}],
        "examples": [
          {
            "input_text": "Which river runs through Vienna?",
            "tags": ["Geography"],
            "output_text_a": "The Danube.",
            "output_text_b": "The Rhine.",
            "score": 1.25,
            "individual_rater_scores": [
              {"score": 1.5, "rating_label": null, "is_flipped": true, "rationale": "B is wrong.", "custom_fields": {}},
              {"score": -0.5, "rating_label": null, "is_flipped": false, "rationale": null, "custom_fields": {}}
            ],
            "rationale_list": [{"rationale": "names it", "similarities": [0.5]}],
            "custom_fields": {"words": [2, 2], "domain": "a"}
          },
          {
            "input_text": [{"type": "text", "data": "What is "}, {"type": "image_byte", "data": "aGk="}, {"type": "text", "data": "this?"}],
            "tags": [],
            "output_text_a": "A cat.",
            "output_text_b": "A dog.",
            "score": -1.0,
            "individual_rater_scores": [],
            "custom_fields": {}
          },
          {
            "input_text": "Hi",
            "tags": [],
            "output_text_a": "Hi",
            "output_text_b": "Hi",
            "score": null,
            "individual_rater_scores": [],
            "custom_fields": {}
          }
        ],
        "rationale_clusters": [{"title": "is right"}]
      }
      """;

  static final String BATCH_REQUESTS =
      """
      {"custom_id":"request-1","method":"POST","url":"/v1/chat/completions","body":{"model":"gpt-small","messages":[{"role":"developer","content":"Be brief."},{"role":"user","content":"Use {{braces}} in a sentence."}],"max_completion_tokens":100,"temperature":0.5,"stop":"END"}}
      {"custom_id":"request-2","method":"POST","url":"/v1/chat/completions","body":{"model":"gpt-small","messages":[{"role":"user","content":[{"type":"text","text":"What is "},{"type":"image_url","image_url":{"url":"data:,"}},{"type":"text","text":"this?"}]}],"temperature":9}}
      {"custom_id":"request-3","method":"POST","url":"/v1/chat/completions","body":{"model":"gpt-small","messages":[{"role":"user","content":"  "}]}}
      {"custom_id":"request-4","method":"POST","url":"/v1/embeddings","body":{"model":"embed","input":"x"}}
      {"custom_id":"request-5","method":"POST","url":"/v1/chat/completions","body":{"model":"gpt-small","messages":[{"role":"user","content":"Late?"}]}}
      """;

  static final String BATCH_ANSWERS =
      """
      {"id":"batch_req_3","custom_id":"request-5","response":null,"error":{"code":"batch_expired","message":"This request was not run in time."}}
      {"id":"batch_req_2","custom_id":"request-2","response":{"status_code":200,"request_id":"r2","body":"{\\"id\\":\\"c2\\",\\"created\\":1711652795,\\"model\\":\\"gpt-small-2026\\",\\"choices\\":[{\\"index\\":0,\\"message\\":{\\"role\\":\\"assistant\\",\\"content\\":\\"A \\\\u732b.\\"},\\"finish_reason\\":\\"length\\"}]}"},"error":null}
      {"id":"batch_req_1","custom_id":"request-1","response":{"status_code":200,"request_id":"r1","body":{"id":"c1","object":"chat.completion","created":1711652789,"model":"gpt-small-2026","choices":[{"index":0,"message":{"role":"assistant","content":"Use {{braces}}.","refusal":null},"finish_reason":"stop"}],"usage":{"prompt_tokens":20,"completion_tokens":9,"total_tokens":29,"prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":2}},"system_fingerprint":"fp_3"}},"error":null}
      {"id":"batch_req_9","custom_id":"request-9","response":{"status_code":200,"request_id":"r9","body":{"choices":[{"index":0,"message":{"content":"?"},"finish_reason":"stop"}]}},"error":null}
      """;

  static final String BATCH_OTHER_ANSWERS =
      """
      {"id":"b1","custom_id":"request-1","response":{"status_code":429,"request_id":"x","body":{"error":{"message":"Slow down.","type":"rate_limit","code":null}}},"error":null}
      {"id":"b2","custom_id":"request-2","response":{"status_code":200,"request_id":"x","body":{"id":"c","created":1711652000,"model":"other","choices":[{"index":0,"message":{"role":"assistant","content":"A dog."},"finish_reason":"stop"}]}},"error":null}
      """;

  static final String MT_QUESTIONS =
      """
      {"question_id":81,"category":"writing","turns":["Write a rhyme about {{tea}}.","Now a longer one."]}
      {"question_id":101,"category":"math","turns":["What is 7 * 8?","And 7 * 9?"],"reference":["56","63"]}
      {"question_id":102,"category":"math","turns":["What is 1 + 1?"]}
      """;

  static final String MT_ANSWERS =
      """
      {"question_id":101,"answer_id":"a2","model_id":"alpha-7b","choices":[{"index":0,"turns":["56","63"]}],"tstamp":1687222333.5}
      {"question_id":81,"answer_id":"a1","model_id":"alpha-7b","choices":[{"index":0,"turns":["Tea, sea.","$ERROR$"]},{"index":1,"turns":["x","y"]}],"tstamp":1687222222.5}
      {"question_id":999,"answer_id":"a3","model_id":"alpha-7b","choices":[{"index":0,"turns":["?"]}],"tstamp":1687222333.5}
      """;

  static final String MT_OTHER_ANSWERS =
      """
      {"question_id":81,"answer_id":"b1","model_id":"beta-9b","choices":[{"index":0,"turns":["Cup, up.","Kettle, nettle."]}],"tstamp":1687222444.5}
      {"question_id":101,"answer_id":"b2","model_id":"beta-9b","choices":[{"index":0,"turns":["54","\u516d\u5341\u4e09"]}],"tstamp":1687222555.5}
      """;

  static final String MT_JUDGMENTS =
      """
      {"question_id":81,"model_1":"alpha-7b","model_2":"beta-9b","g1_winner":"model_1","g2_winner":"model_1","judge":["gpt-4","pair-v2"],"g1_user_prompt":"...","g1_judgment":"A rhymes. [[A]]","g2_user_prompt":"...","g2_judgment":"B rhymes. [[B]]","turn":1,"tstamp":1687229999.0}
      {"question_id":101,"model_1":"beta-9b","model_2":"alpha-7b","g1_winner":"model_2","g2_winner":"model_2","judge":["gpt-4","pair-math-v1-multi-turn"],"g1_judgment":"[[B]]","g2_judgment":"[[A]]","turn":2,"tstamp":1687229999.0}
      {"question_id":101,"model_1":"alpha-7b","model_2":"beta-9b","g1_winner":"model_1","g2_winner":"model_2","judge":["gpt-4","pair-math-v1"],"g1_judgment":"[[A]]","g2_judgment":"[[A]]","turn":1,"tstamp":1687229999.0}
      {"question_id":81,"model_1":"alpha-7b","model_2":"beta-9b","g1_winner":"error","g2_winner":"tie","judge":["gpt-4","pair-v2"],"turn":2,"tstamp":1687229999.0}
      {"question_id":81,"model_1":"alpha-7b","model_2":"gamma-1","g1_winner":"model_1","g2_winner":"model_1","judge":["gpt-4","pair-v2"],"turn":1,"tstamp":1687229999.0}
      {"question_id":81,"model":"alpha-7b","judge":["gpt-4","single-v1"],"user_prompt":"...","judgment":"[[7]]","score":7,"turn":1,"tstamp":1687229999.0}
      """;

  static final String HARD_QUESTIONS =
      """
      {"uid":"0001b527","category":"hard_prompt","subcategory":"physics","prompt":"Why is the sky blue?"}
      {"uid":"0002c638","category":"creative_writing","subcategory":"creative_writing","prompt":"Write one line."}
      """;

  static final String HARD_ANSWERS =
      """
      {"uid":"0001b527","ans_id":"k1","model":"alpha-7b","messages":[{"role":"user","content":"Why is the sky blue?"},{"role":"assistant","content":{"answer":"Scattering."}}],"tstamp":1745605748.43,"metadata":{"token_len":3,"header_count":{"h1":0}}}
      """;

  static final String HARD_OTHER_ANSWERS =
      """
      {"uid":"0002c638","ans_id":"k3","model":"beta-9b","messages":[{"role":"user","content":"Write one line."},{"role":"assistant","content":{"answer":"One line."}}],"tstamp":1745605749.43,"metadata":{"token_len":3}}
      {"uid":"0001b527","ans_id":"k2","model":"beta-9b","messages":[{"role":"user","content":"Why is the sky blue?"},{"role":"assistant","content":{"answer":"It is \ud83d\udfe6."}}],"tstamp":1745605750.43,"metadata":{"token_len":3}}
      """;

  static final String HARD_JUDGMENTS =
      """
      {"uid":"0001b527","category":"hard_prompt","judge":"judge-1","model":"beta-9b","baseline":"alpha-7b","games":[{"score":"B>A","judgment":{"answer":"[[B>A]]"}},{"score":"A>>B","judgment":{"answer":"[[A>>B]]"}}]}
      """;

  static final String HARD_OLD_QUESTIONS =
      """
      {"question_id":"328c149e","category":"arena-hard-v0.1","cluster":"Games","turns":[{"content":"Name a game."}]}
      """;

  static final String HARD_OLD_ANSWERS =
      """
      {"question_id":"328c149e","answer_id":"x1","model_id":"alpha-7b","choices":[{"index":0,"turns":[{"content":"Go.","token_len":2}]}],"tstamp":1712000000.5}
      """;

  static final String FORGE =
      """
      {
        "flow": {
          "nodes": [
            {"id": "prompt-1", "type": "prompt", "position": {"x": 0, "y": 0}, "data": {"title": "Ask about games", "prompt": "What was the first {game} game? Answer as \\\\{json\\\\} in {=system_msg} style, not {{x}}.", "n": 2, "llms": []}},
            {"id": "textfields-1", "type": "textfields", "data": {"fields": {"f0": "chess"}}}
          ],
          "edges": [{"source": "textfields-1", "target": "prompt-1"}],
          "viewport": {"x": 0, "y": 0, "zoom": 1}
        },
        "cache": {
          "prompt-1.json": {
            "cache_files": {
              "prompt-1_0.json": {"name": "Small", "emoji": "x", "base_model": "gpt-small", "model": "gpt-small-2026", "temp": 1, "key": "k1", "settings": {"system_msg": "Be brief.", "temperature": 1, "top_p": 0.5, "stop": [], "presence_penalty": 0}},
              "prompt-1_1.json": {"name": "Large", "base_model": "gpt-large", "model": "gpt-large", "temp": 0.2, "key": "k2", "settings": {}},
              "prompt-1_2.json": {"name": "Other", "base_model": "other", "model": "other", "temp": 0.3, "key": "k3", "settings": {}}
            },
            "responses_last_run": [
              {"uid": "u1", "prompt": 0, "vars": {"game": 1}, "metavars": {"LLM_0": "Small", "__pt": "What was the first {game} game?"}, "llm": "Small", "responses": [2, 3], "tokens": {"prompt_tokens": 20, "completion_tokens": 9, "total_tokens": 29}, "eval_res": {"items": [1], "dtype": "Numeric"}},
              {"uid": "u2", "prompt": 0, "vars": {"game": 1}, "metavars": {}, "llm": "Large", "responses": ["Not a number."], "tokens": {}, "stats": [{"latency_ms": 1468, "input_tokens": 118, "output_tokens": 45, "tokens_per_s": 30.7}]},
              {"uid": "u3", "prompt": "A second prompt?", "vars": {}, "metavars": {}, "llm": {"name": "Large", "model": "gpt-large", "temp": 0.2, "settings": {}}, "responses": [{"t": "img", "d": "aGk="}, 1999], "chat_history": [{"role": "user", "content": "Hello"}, {"role": "assistant", "content": 3}]},
              {"uid": "u4", "prompt": 0, "vars": {"game": 1}, "metavars": {}, "llm": "Other", "responses": ["42"]}
            ]
          },
          "prompt-1_0.json": {"What was the first chess game?": [{"prompt": 0, "uid": "u1", "responses": [2, 3], "llm": "Small"}]},
          "eval-1.json": [{"uid": "u1", "responses": ["x"], "eval_res": {"items": [3], "dtype": "Numeric"}}],
          "textfields-1.json": {},
          "__s": ["What was the first chess game?", "chess", "Chaturanga \\u265f", "Unknown"]
        }
      }
      """;

  static final String FORGE_WITHOUT_ANSWERS =
      """
      {"flow": {"nodes": [{"id": "p", "type": "prompt", "data": {"prompt": ["Sum up {text}.", "Shorten {text}."], "n": 1}}], "edges": [], "viewport": {}}, "cache": {}}
      """;

  static final String OTEL =
      """
      {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},"scopeSpans":[{"scope":{"name":"my.instrumentation"},"spans":[
        {"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00f067aa0ba902b7","name":"chat gpt-small","kind":3,"startTimeUnixNano":"1700000000000000000","endTimeUnixNano":"1700000001500000000","attributes":[
          {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
          {"key":"gen_ai.provider.name","value":{"stringValue":"openai"}},
          {"key":"gen_ai.request.model","value":{"stringValue":"gpt-small"}},
          {"key":"gen_ai.request.max_tokens","value":{"intValue":"200"}},
          {"key":"gen_ai.request.top_p","value":{"doubleValue":1.0}},
          {"key":"gen_ai.response.model","value":{"stringValue":"gpt-small-0613"}},
          {"key":"gen_ai.response.finish_reasons","value":{"arrayValue":{"values":[{"stringValue":"stop"}]}}},
          {"key":"gen_ai.response.time_to_first_chunk","value":{"doubleValue":0.25}},
          {"key":"gen_ai.usage.input_tokens","value":{"intValue":52}},
          {"key":"gen_ai.usage.output_tokens","value":{"intValue":"47"}},
          {"key":"gen_ai.usage.cache_read.input_tokens","value":{"intValue":"20"}},
          {"key":"gen_ai.system_instructions","value":{"stringValue":"[{\\"type\\":\\"text\\",\\"content\\":\\"You are a bot.\\"}]"}},
          {"key":"gen_ai.input.messages","value":{"arrayValue":{"values":[{"kvlistValue":{"values":[{"key":"role","value":{"stringValue":"user"}},{"key":"parts","value":{"arrayValue":{"values":[{"kvlistValue":{"values":[{"key":"type","value":{"stringValue":"text"}},{"key":"content","value":{"stringValue":"Tell a joke"}}]}}]}}}]}}]}}},
          {"key":"gen_ai.output.messages","value":{"stringValue":"[{\\"role\\":\\"assistant\\",\\"parts\\":[{\\"type\\":\\"reasoning\\",\\"content\\":\\"Hm.\\"},{\\"type\\":\\"text\\",\\"content\\":\\"No.\\"}],\\"finish_reason\\":\\"stop\\"}]"}}
        ],"events":[{"timeUnixNano":"1700000002000000000","name":"gen_ai.evaluation.result","attributes":[{"key":"gen_ai.evaluation.name","value":{"stringValue":"Relevance"}},{"key":"gen_ai.evaluation.score.value","value":{"doubleValue":4.0}}]}],"status":{}},
        {"traceId":"5bf92f3577b34da6a3ce929d0e0e4736","spanId":"10f067aa0ba902b7","name":"chat other","kind":3,"startTimeUnixNano":"1700000010000000000","endTimeUnixNano":"1700000011000000000","attributes":[
          {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
          {"key":"gen_ai.request.model","value":{"stringValue":"other"}},
          {"key":"error.type","value":{"stringValue":"429"}}
        ],"events":[{"timeUnixNano":"1700000011000000000","name":"gen_ai.client.inference.operation.details","attributes":[
          {"key":"gen_ai.input.messages","value":{"stringValue":"[{\\"role\\":\\"system\\",\\"parts\\":[{\\"type\\":\\"text\\",\\"content\\":\\"You are a bot.\\"}]},{\\"role\\":\\"user\\",\\"parts\\":[{\\"type\\":\\"text\\",\\"content\\":\\"Tell a joke\\"}]}]"}}
        ]}],"status":{"code":2,"message":"Slow down"}},
        {"traceId":"6bf92f3577b34da6a3ce929d0e0e4736","spanId":"20f067aa0ba902b7","name":"GET /","kind":2,"startTimeUnixNano":"1700000010000000000","endTimeUnixNano":"1700000011000000000","attributes":[]},
        {"traceId":"7bf92f3577b34da6a3ce929d0e0e4736","spanId":"30f067aa0ba902b7","name":"chat gpt-small","startTimeUnixNano":"1700000010000000000","endTimeUnixNano":"1700000011000000000","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"gen_ai.request.model","value":{"stringValue":"gpt-small"}}]}
      ]}]}]}
      """;

  static final String PROMPTFOO_CONFIG =
      """
      # yaml-language-server: $schema=https://promptfoo.dev/config-schema.json
      description: Tone of support answers
      prompts:
        - 'Answer {{ question }} in {{tone}} words. {# a remark #}Cost: \\{{price}}, {{ a | upper }}, {{a-b}}.'
        - file://prompts/second.txt
        - prompts/*.txt
        - id: third
          label: As a chat
          raw: |
            [
              {"role": "system", "content": "Be {{tone}}."},
              {"role": "user", "content": "{{question}}"}
            ]
        - '{{question}}'
      providers:
        - openai:gpt-small
        - id: openai:chat:gpt-large
          label: Large
          config: &settings
            apiKey: sk-do-not-read
            temperature: 0.5
        - openai:chat:other:
            config:
              <<: *settings
      defaultTest:
        vars:
          tone: friendly
          price: 5
        assert:
          - type: llm-rubric
            value: is polite
      tests:
        - description: A lost parcel
          vars:
            question: Where is my parcel?
          assert:
            - type: icontains
              value: parcel
            - type: not-contains
              value: sorry
        - vars:
            question: [Can I return it?, "Is it {{tone}}?"]
            tone: short
        - file://more-tests.yaml
        - vars:
            question: file://question.txt
          options:
            transform: output.trim()
      outputPath: out.json
      """;

  static final String PROMPTFOO_V3 =
      """
      {
        "evalId": "eval-abc-2026-01-31T09:00:00",
        "results": {
          "version": 3,
          "timestamp": "2026-01-31T09:00:00.000Z",
          "prompts": [
            {"id": "p1", "raw": "Sum up {{text}}", "label": "Sum up {{text}}", "provider": "Small", "metrics": {}},
            {"id": "p1", "raw": "Sum up {{text}}", "label": "Sum up {{text}}", "provider": "openai:large", "metrics": {}},
            {"id": "p1", "raw": "Sum up {{text}}", "label": "Sum up {{text}}", "provider": "openai:other", "metrics": {}}
          ],
          "results": [
            {"id": "r1", "promptIdx": 0, "testIdx": 0, "promptId": "p1", "provider": {"id": "openai:small", "label": "Small"}, "prompt": {"raw": "Sum up tea", "label": "Sum up {{text}}"}, "vars": {"text": "tea"}, "testCase": {"vars": {"text": "tea"}}, "response": {"output": "Tea is a drink.", "tokenUsage": {"total": 30, "prompt": 20, "completion": 10, "cached": 7, "completionDetails": {"reasoning": 3, "cacheReadInputTokens": 4}}, "cached": false, "finishReason": "stop"}, "error": "Expected output to contain \\"leaf\\"", "failureReason": 1, "success": false, "score": 0, "latencyMs": 812, "cost": 0.001, "gradingResult": {"pass": false, "score": 0, "reason": "no leaf", "comment": "wordy", "componentResults": [{"pass": false, "score": 0, "reason": "no leaf", "assertion": {"type": "contains", "value": "leaf"}}, {"pass": false, "score": 0, "reason": "Manual result", "assertion": {"type": "human"}}, {"pass": false, "score": 0, "reason": "-", "assertion": {"type": "select-best", "value": "shortest"}}]}, "namedScores": {}},
            {"id": "r2", "promptIdx": 1, "testIdx": 0, "promptId": "p1", "provider": {"id": "openai:large", "label": ""}, "prompt": {"raw": "Sum up tea", "label": "Sum up {{text}}"}, "vars": {"text": "tea"}, "response": {"output": {"summary": "Leaves"}, "cached": true}, "error": null, "failureReason": 0, "success": true, "score": 1, "latencyMs": 3, "gradingResult": {"pass": true, "score": 1, "reason": "ok", "componentResults": [{"pass": true, "score": 1, "reason": "Manual result", "assertion": {"type": "human"}}, {"pass": true, "score": 1, "reason": "-", "assertion": {"type": "select-best", "value": "shortest"}}]}, "namedScores": {}},
            {"id": "r3", "promptIdx": 2, "testIdx": 0, "promptId": "p1", "provider": {"id": "openai:other"}, "prompt": {"raw": "[{\\"role\\":\\"system\\",\\"content\\":\\"Brief.\\"},{\\"role\\":\\"user\\",\\"content\\":\\"Sum up tea\\"}]", "label": "x"}, "vars": {}, "error": "API error: 429 Too Many Requests\\nslow down", "failureReason": 2, "success": false, "score": 0, "latencyMs": 0, "namedScores": {}}
          ],
          "stats": {"successes": 1, "failures": 1, "errors": 1, "tokenUsage": {}}
        },
        "config": {"description": "Summaries", "providers": ["openai:small"]},
        "shareableUrl": null,
        "metadata": {"promptfooVersion": "0.120.0"}
      }
      """;

  static final String PROMPTFOO_V2 =
      """
      {
        "evalId": null,
        "results": {
          "version": 2,
          "timestamp": "2024-05-01T09:00:00.000Z",
          "results": [{"prompt": {"raw": "not read"}, "vars": {}, "success": true}],
          "stats": {"successes": 1, "failures": 1},
          "table": {
            "head": {
              "prompts": [
                {"raw": "Name {{thing}}", "label": "Name {{thing}}", "id": "h1", "provider": "openai:small"},
                {"raw": "Name {{thing}}", "label": "Name {{thing}}", "id": "h1", "provider": "openai:large"}
              ],
              "vars": ["thing"]
            },
            "body": [
              {"vars": ["a bird"], "test": {}, "outputs": [
                {"pass": false, "score": 0, "text": "No bird\\n---\\nA trout.", "prompt": "Name a bird", "latencyMs": 120, "cost": 0, "tokenUsage": {"total": 9, "prompt": 6, "completion": 3}, "namedScores": {}, "gradingResult": {"pass": false, "score": 0, "reason": "No bird"}},
                {"pass": true, "score": 1, "text": "A wren.", "prompt": "Name a bird", "latencyMs": 130, "cost": 0, "tokenUsage": {}, "namedScores": {}, "gradingResult": {"pass": true, "score": 1, "reason": "ok"}}
              ]},
              {"vars": ["a fish"], "test": {}, "outputs": [
                {"pass": false, "score": 0, "text": "Request timed out after 300000 ms", "error": "Request timed out after 300000 ms", "prompt": "Name a fish", "latencyMs": 0, "namedScores": {}},
                {"pass": true, "score": 1, "text": "A trout.", "prompt": "Name a fish", "latencyMs": 100, "namedScores": {}}
              ]}
            ]
          }
        },
        "config": {}
      }
      """;
}
