// The streams of streams_for_tests.hpp.
#include "brain/model/streams_for_tests.hpp"

#include "brain/model/scripted_server_for_tests.hpp"

namespace errand::brain::model::testing {

namespace {

const std::string kUsage =
    "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4,"
    "\"total_tokens\":13}}\n\n";
const std::string kEnd = kUsage + std::string(kDone);
const std::string kRole = chunk(R"({"role":"assistant","content":""})");

std::string words() {
    return chunk(R"({"content":"It is "})") + chunk(R"({"content":"晴天."})");
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

std::string call_chunk(std::string_view call) {
    return chunk(R"({"tool_calls":[)" + std::string(call) + "]}");
}

// One call in three fragments.
std::string plain_call() {
    return call_chunk(
               R"({"index":0,"id":"c7","type":"function","function":{"name":"weather","arguments":""}})") +
           call_chunk(R"({"index":0,"function":{"arguments":"{\"city\":\"杭"}})") +
           call_chunk(R"({"index":0,"function":{"arguments":"州\"}"}})");
}

// Forms of the stream itself.
void add_framing(std::vector<Stream>& all) {
    const auto plain = kRole + words() + chunk("{}", "stop") + kEnd;
    const auto add = [&](std::string name, std::string bytes,
                         Usage usage = {.prompt = 9, .completion = 4}) {
        all.push_back({.name = std::move(name),
                       .bytes = std::move(bytes),
                       .text = "It is 晴天.",
                       .usage = usage});
    };
    add("plain", plain);
    add("carriage returns", replaced(plain, "\n", "\r\n"));
    add("no space after data:", replaced(plain, "data: ", "data:"));
    add("comments and other fields", ": OPENROUTER PROCESSING\n\nevent: message\nid: 1\n" +
                                         replaced(plain, "\n\n", "\n\n: ping\n\nretry: 5\n\n"));
    add("no empty line between events", replaced(plain, "}\n\ndata", "}\ndata"));
    add("no end of the last line", kRole + words() + chunk("{}", "stop") + kUsage + "data: [DONE]");
    add("no [DONE]", kRole + words() + chunk("{}", "stop") + kUsage);
    add("no finish reason", kRole + words() + kEnd);
    add("an unknown finish reason", kRole + words() + chunk("{}", "eos_token") + kEnd);
    add("calls as the reason, and none", kRole + words() + chunk("{}", "tool_calls") + kEnd);
    add("text after the finish", kRole + chunk(R"({"content":"It is "})") + chunk("{}", "stop") +
                                     chunk(R"({"content":"晴天."})") + kEnd);
    add("the finish with the last words",
        kRole + chunk(R"({"content":"It is "})") + chunk(R"({"content":"晴天."})", "stop") + kEnd);
    add("null and unknown members",
        kRole + chunk(R"({"content":null,"tool_calls":null,"refusal":null,"new":{"a":[1]}})") +
            words() + chunk(R"({"content":null,"function_call":null})", "stop") + kEnd);
    add("content in parts",
        chunk(R"({"content":[{"type":"text","text":"It is "}]})") +
            chunk(R"({"content":[{"type":"text","text":"晴天."},{"type":"image"}]})", "stop") +
            kEnd);
    add("a message instead of a delta",
        "data: {\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"It is 晴天.\"},"
        "\"finish_reason\":\"stop\"}]}\n\n" +
            kEnd);
    add("further choices",
        kRole + words() + "data: {\"choices\":[{\"index\":1,\"delta\":{\"content\":\"no\"}}]}\n\n" +
            chunk("{}", "stop") + kEnd);
    add("usage as texts", replaced(plain, "\"prompt_tokens\":9,\"completion_tokens\":4",
                                   "\"prompt_tokens\":\"9\",\"completion_tokens\":\"4\""));
    add("usage in every chunk",
        replaced(kRole + words() + chunk("{}", "stop"), "\"choices\"",
                 "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1},\"choices\"") +
            kEnd);
    add("null for usage", replaced(kRole + words() + chunk("{}", "stop"), "\"choices\"",
                                   "\"usage\":null,\"choices\"") +
                              kEnd);
    add("parts of the usage",
        replaced(plain, "\"total_tokens\":13",
                 "\"prompt_tokens_details\":{\"cached_tokens\":6},\"completion_tokens_details\":{"
                 "\"reasoning_tokens\":2}"),
        {.prompt = 9, .completion = 4, .cached = 6, .reasoning = 2});
    add("the whole answer at once, though a stream was wanted",
        "\n{\"id\":\"c\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{"
        "\"role\":\"assistant\","
        "\"content\":\"It is "
        "晴天.\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,\"completion_"
        "tokens\":4}}\n");
}

// What a server says of the tokens, and what is estimated of them instead.
void add_counts(std::vector<Stream>& all) {
    const auto begun = kRole + words() + chunk("{}", "stop");
    const auto usage = [](std::string_view members) {
        return "data: {\"choices\":[],\"usage\":{" + std::string(members) + "}}\n\n";
    };
    const auto prompt = estimate_tokens(weather_request());
    const auto answer = estimate_tokens("It is 晴天.");
    const auto add = [&](std::string name, std::string bytes, Usage used) {
        used.estimated = true;
        all.push_back({.name = std::move(name),
                       .bytes = std::move(bytes) + std::string(kDone),
                       .text = "It is 晴天.",
                       .usage = used});
    };
    add("a count before the answer, and none after it",
        usage(R"("prompt_tokens":9,"completion_tokens":0)") + begun,
        {.prompt = 9, .completion = answer});
    add("a count of the first token alone",
        usage(R"("prompt_tokens":9,"completion_tokens":1)") + begun,
        {.prompt = 9, .completion = answer});
    add("no count of the answer", begun + usage(R"("prompt_tokens":9)"),
        {.prompt = 9, .completion = answer});
    add("no count of the prompt", begun + usage(R"("completion_tokens":4)"),
        {.prompt = prompt, .completion = 4});
    add("nothing but zeros", begun + usage(R"("prompt_tokens":0,"completion_tokens":0)"),
        {.prompt = prompt, .completion = answer});
    all.push_back({.name = "the two counts apart",
                   .bytes = usage(R"("input_tokens":9)") + begun + usage(R"("output_tokens":4)") +
                            std::string(kDone),
                   .text = "It is 晴天."});
}

void add_thoughts(std::vector<Stream>& all) {
    const auto add = [&](std::string name, std::string bytes) {
        all.push_back({.name = std::move(name),
                       .bytes = bytes + words() + chunk("{}", "stop") + kEnd,
                       .text = "It is 晴天.",
                       .reasoning = "让我想 a bit"});
    };
    add("reasoning_content", chunk(R"({"content":null,"reasoning_content":"让我想"})") +
                                 chunk(R"({"content":"","reasoning_content":" a bit"})"));
    add("reasoning", chunk(R"({"reasoning":"让我想"})") + chunk(R"({"reasoning":" a bit"})"));
    add("both names at once",
        chunk(R"({"reasoning":"让我想 a bit","reasoning_content":"让我想 a bit"})"));
    add("thinking parts",
        chunk(
            R"({"content":[{"type":"thinking","thinking":[{"type":"text","text":"让我想 a bit"}]}]})"));
    add("tags", chunk(R"({"content":"<th"})") + chunk(R"({"content":"ink>让我想"})") +
                    chunk(R"({"content":" a bit</"})") + chunk(R"({"content":"think>\n\n"})"));
    all.push_back({.name = "a thought that the template opened",
                   .bytes = chunk(R"({"content":"hm</think>ok"})") + chunk("{}", "stop") + kEnd,
                   .text = "ok",
                   .reasoning = "hm",
                   .opens_in_thought = true});
}

void add_calls(std::vector<Stream>& all) {
    const auto add = [&](std::string name, std::string bytes, std::vector<ToolCall> calls,
                         std::string text = {}, std::string finish = "tool_calls") {
        all.push_back({.name = std::move(name),
                       .bytes = kRole + bytes + chunk("{}", finish) + kEnd,
                       .text = std::move(text),
                       .calls = std::move(calls),
                       .finish = Finish::ToolCalls});
    };
    const auto one = std::vector{weather_call("c7", "杭州")};
    const auto unnamed = std::vector{weather_call("call00001", "杭州")};
    add("a call", plain_call(), one);
    add("a call, and stop as the reason", plain_call(), one, "", "stop");
    add("text before a call", words() + plain_call(), one, "It is 晴天.");
    add("a call without an id", replaced(plain_call(), "\"id\":\"c7\",", ""), unnamed);
    add("a call without an index", replaced(plain_call(), "\"index\":0,", ""), one);
    add("a call with neither",
        replaced(replaced(plain_call(), "\"index\":0,", ""), "\"id\":\"c7\",", ""), unnamed);
    add("the id and the name in each fragment",
        replaced(replaced(plain_call(), "\"index\":0,\"function\":{",
                          "\"index\":0,\"id\":\"c7\",\"function\":{\"name\":\"weather\","),
                 "\"type\":\"function\",", ""),
        one);
    add("a name in pieces",
        call_chunk(R"({"index":0,"id":"c7","function":{"name":"wea"}})") +
            call_chunk(
                R"({"index":0,"function":{"name":"ther","arguments":"{\"city\":\"杭州\"}"}})"),
        one);
    add("arguments as an object",
        call_chunk(
            R"({"index":0,"id":"c7","function":{"name":"weather","arguments":{"city":"杭州"}}})"),
        one);
    add("arguments as a text of a text",
        call_chunk(
            R"({"index":0,"id":"c7","function":{"name":"weather","arguments":"\"{\\\"city\\\":\\\"杭州\\\"}\""}})"),
        one);
    for (const auto* none :
         {R"(,"arguments":"")", R"(,"arguments":null)", "", R"(,"arguments":{})"})
        add("no arguments" + std::string(none),
            call_chunk(R"({"index":0,"id":"c7","function":{"name":"now")" + std::string(none) +
                       "}}"),
            {now_call("c7")});
    add("two calls, side by side",
        call_chunk(
            R"({"index":0,"id":"c7","function":{"name":"weather","arguments":"{\"city\":"}})") +
            call_chunk(R"({"index":1,"id":"c8","function":{"name":"now","arguments":"{"}})") +
            call_chunk(
                R"({"index":0,"function":{"arguments":"\"杭州\"}"}},{"index":1,"function":{"arguments":"}"}})"),
        {weather_call("c7", "杭州"), now_call("c8")});
    add("two calls in one list without index and id",
        call_chunk(
            R"({"function":{"name":"now","arguments":"{}"}},{"function":{"name":"now","arguments":"{}"}})"),
        {now_call("call00001"), now_call("call00002")});
    add("the older form of one call",
        chunk(R"({"function_call":{"name":"weather","arguments":"{\"city\":"}})") +
            chunk(R"({"function_call":{"arguments":"\"杭州\"}"}})"),
        unnamed, "", "function_call");
    add("the name in each fragment, and after the arguments once more",
        replaced(replaced(plain_call(), "\"id\":\"c7\",\"type\":\"function\",", ""),
                 "\"function\":{\"arg", "\"function\":{\"name\":\"weather\",\"arg") +
            call_chunk(R"({"index":0,"function":{"name":"weather","arguments":""}})"),
        unnamed);
    add("both forms of one call at once",
        chunk(
            R"({"function_call":{"name":"weather","arguments":"{\"city\":\"杭州\"}"},"tool_calls":[{"index":0,"id":"c7","function":{"name":"weather","arguments":"{\"city\":\"杭州\"}"}}]})"),
        one);
    add("the older form before the newer one",
        chunk(R"({"function_call":{"name":"weather","arguments":"{\"city\":"}})") +
            chunk(R"({"function_call":{"arguments":"\"杭州\"}"}})") + plain_call(),
        one);
    auto mended = one;
    mended[0].mended = true;
    add("arguments without their last bracket", replaced(plain_call(), "州\\\"}", "州\\\""),
        mended);
    add("arguments in a fence",
        call_chunk(
            R"({"index":0,"id":"c7","function":{"name":"weather","arguments":"```json\n{\"city\":\"杭州\"}\n```"}})"),
        mended);
    add("a call written as text",
        chunk(R"({"content":"<tool"})") +
            chunk(
                R"({"content":"_call>\n{\"name\": \"weather\", \"arguments\": {\"city\": \"杭州\"}}\n</tool_call>"})"),
        unnamed, "", "stop");
    add("a call in a fence",
        chunk(R"({"content":"It is ```json\n{\"name\": \"weather\", \"arguments\": "})") +
            chunk(R"({"content":"{\"city\": \"杭州\"}}\n```"})"),
        unnamed, "It is ", "stop");
    add("a call instead of text",
        chunk(R"({"content":"{\"name\": \"weather\", "})") +
            chunk(R"({"content":"\"parameters\": {\"city\": \"杭州\"}}"})"),
        unnamed, "", "stop");
}

// As llama.cpp's server sends it: no words at first, the call's arguments sign by sign, times
// beside the count.
Stream of_llama_cpp() {
    const auto piece = [](std::string_view delta, std::string_view finish = "null") {
        return "data: {\"choices\":[{\"finish_reason\":" + std::string(finish) +
               ",\"index\":0,\"delta\":" + std::string(delta) +
               "}],\"created\":1795906423,\"id\":\"chatcmpl-21\",\"model\":\"tiny\","
               "\"system_fingerprint\":\"b0-d32676d77\",\"object\":\"chat.completion.chunk\"}\n\n";
    };
    auto bytes =
        piece(R"({"role":"assistant","content":null})") +
        piece(R"({"reasoning_content":"让我想"})") + piece(R"({"reasoning_content":" a bit"})") +
        piece(
            R"({"tool_calls":[{"index":0,"id":"c7","type":"function","function":{"name":"weather","arguments":"{"}}]})");
    for (const auto* sign :
         {"\\\"", "c", "i", "t", "y", "\\\"", ":", "\\\"", "杭", "州", "\\\"", "}"})
        bytes += piece(R"({"tool_calls":[{"index":0,"function":{"arguments":")" +
                       std::string(sign) + R"("}}]})");
    bytes += piece("{}", "\"tool_calls\"") +
             "data: {\"choices\":[],\"object\":\"chat.completion.chunk\",\"usage\":{"
             "\"completion_tokens\":39,\"prompt_tokens\":509,\"total_tokens\":548,"
             "\"prompt_tokens_details\":{\"cached_tokens\":318}},\"timings\":{\"cache_n\":318,"
             "\"prompt_n\":191,\"prompt_ms\":48.175,\"predicted_n\":39}}\n\n" +
             std::string(kDone);
    return {.name = "llama.cpp's own",
            .bytes = std::move(bytes),
            .reasoning = "让我想 a bit",
            .calls = {weather_call("c7", "杭州")},
            .finish = Finish::ToolCalls,
            .usage = {.prompt = 509, .completion = 39, .cached = 318}};
}

}  // namespace

Request weather_request() {
    Request request;
    request.messages.push_back({.role = Role::User, .text = "杭州天气怎么样?"});
    request.tools = {{"weather", "The weather in a city.",
                      *json::parse(R"({"type":"object","properties":{"city":{"type":"string"},
                          "days":{"type":"integer"}},"required":["city"]})")},
                     {"now", "The time."}};
    return request;
}

ToolCall weather_call(std::string id, std::string city) {
    return {.id = std::move(id), .name = "weather", .arguments = {{"city", city}}};
}

ToolCall now_call(std::string id) {
    return {.id = std::move(id), .name = "now"};
}

const std::vector<Stream>& streams() {
    static const auto made = [] {
        std::vector<Stream> all;
        add_framing(all);
        add_counts(all);
        add_thoughts(all);
        add_calls(all);
        all.push_back(of_llama_cpp());
        return all;
    }();
    return made;
}

const std::vector<FailingStream>& failing_streams() {
    static const std::vector<FailingStream> all{
        {"an error object",
         kRole + words() +
             "data: {\"error\":{\"message\":\"out of "
             "memory\",\"type\":\"server_error\",\"code\":500}}\n\n" +
             std::string(kDone),
         "out of memory", "It is 晴天."},
        {"an error with an event's name",
         words() + "event: error\ndata: {\"error\":{\"message\":\"gone away\"}}\n\n", "gone away",
         "It is 晴天."},
        {"an error with an empty list of choices",
         "data: {\"error\":{\"message\":\"upstream\",\"code\":502},\"choices\":[]}\n\n", "upstream",
         ""},
        {"the error line of older llama.cpp",
         words() +
             "error: {\"code\":500,\"message\":\"slot unavailable\",\"type\":\"server_error\"}\n\n",
         "slot unavailable", "It is 晴天."},
        {"the code and message of DashScope",
         "data: {\"code\":\"InternalError\",\"message\":\"算法出错\",\"request_id\":\"r\"}\n\n",
         "算法出错", ""},
        {"an error as text", "data: {\"error\":\"model runner has unexpectedly stopped\"}\n\n",
         "unexpectedly stopped", ""},
        {"an error in place of the stream", "{\"error\":{\"message\":\"no such luck\"}}",
         "no such luck", ""},
        {"a piece that is not JSON", words() + "data: {\"choices\":[{\n\n", "not JSON",
         "It is 晴天."},
        {"a page", "<html><body>502 Bad Gateway</body></html>", "is empty", ""},
        {"nothing", "", "is empty", ""},
        {"nothing but the end", std::string(kDone), "is empty", ""},
        {"a role, a count and the end", kRole + kEnd, "is empty", ""},
        {"an end in the middle", kRole + words(), "broke off", "It is 晴天."},
        {"another kind of JSON", "{\"hello\":1}", "not a completion", ""},
    };
    return all;
}

}  // namespace errand::brain::model::testing
