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
}
