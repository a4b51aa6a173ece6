#include "server/openai/request.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/encoding.hpp"
#include "server/limits.hpp"
#include "server/openai/parameters.hpp"

namespace errand::server::openai {
namespace {

enum class Role { Person, Assistant, Other };

// Which names the doors have for the same thing.
struct Wire {
    std::string_view list;  // "messages", "input"
    bool items;             // whether other things than messages stand in the list
};
constexpr Wire kChatWire{"messages", false};
constexpr Wire kResponseWire{"input", true};

constexpr std::array<std::string_view, 6> kRoles{"user",      "assistant", "system",
                                                 "developer", "tool",      "function"};
constexpr std::array<std::string_view, 3> kTextParts{"text", "input_text", "output_text"};

struct Message {
    Role role = Role::Other;
    const json::value* content = nullptr;  // null: none
    std::string where;                     // "messages[3]"
};

Checked<Message> read_message(const Wire& wire, const json::value& from, std::string where) {
    if (!from.is_object()) return std::unexpected(wrong_type(where, "an object", from));
    const auto& object = from.get_object();
    Message read{.where = std::move(where)};
    if (wire.items) {
        const auto type = text(object, "type");
        if (!type.empty() && type != "message") return read;  // a call, its output, a thought
    }
    const auto* role = given(object, "role");
    if (role == nullptr) return std::unexpected(missing(read.where + ".role"));
    if (!role->is_string())
        return std::unexpected(wrong_type(read.where + ".role", "a string", *role));
    const std::string_view name = role->get_string();
    if (std::ranges::find(kRoles, name) == kRoles.end())
        return std::unexpected(Refusal::of(
            read.where + ".role", "invalid_value",
            fmt::format("Invalid value: '{}'. It is one of {}.", name, fmt::join(kRoles, ", "))));
    read.role = name == "user" ? Role::Person : name == "assistant" ? Role::Assistant : Role::Other;
    read.content = given(object, "content");
    return read;
}

Refusal no_words(const std::string& where, std::string_view type) {
    return Refusal::of(
        where, "unsupported_content",
        fmt::format("'{}' is not read here: errand's chat takes words. Hand files in with `errand "
                    "ask --attach PATH`, or with `attach` of POST /v1/conversations/{{id}}/say.",
                    type));
}

// The words of one part; nothing for a part of another kind, which is refused where it is `said`.
Checked<std::string> read_part(const json::value& part, const std::string& where, bool said) {
    if (!part.is_object()) return std::unexpected(wrong_type(where, "an object", part));
    const auto type = text(part.get_object(), "type");
    if (std::ranges::find(kTextParts, type) == kTextParts.end()) {
        if (said) return std::unexpected(no_words(where, type));
        return std::string();
    }
    const auto* words = given(part.get_object(), "text");
    if (words == nullptr) return std::unexpected(missing(where + ".text"));
    if (!words->is_string())
        return std::unexpected(wrong_type(where + ".text", "a string", *words));
    return std::string(words->get_string());
}

// The words of a message, its parts one below the other.
Checked<std::string> read_words(const Message& message, bool said) {
    if (message.content == nullptr) return std::string();
    const auto where = message.where + ".content";
    if (message.content->is_string()) return std::string(message.content->get_string());
    if (!message.content->is_array())
        return std::unexpected(wrong_type(where, "a string or an array", *message.content));
    std::string all;
    const auto& parts = message.content->get_array();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        ERRAND_TRY(const auto words, read_part(parts[i], fmt::format("{}[{}]", where, i), said));
        if (!all.empty() && !words.empty()) all += '\n';
        all += words;
    }
    return all;
}

Checked<std::vector<Message>> read_messages(const Wire& wire, const json::array& list) {
    if (list.size() > kMaxMessages)
        return std::unexpected(
            Refusal::of(std::string(wire.list), "array_above_max_length",
                        fmt::format("'{}' holds more than {}.", wire.list, kMaxMessages)));
    std::vector<Message> all;
    for (std::size_t i = 0; i < list.size(); ++i) {
        ERRAND_TRY(auto one, read_message(wire, list[i], fmt::format("{}[{}]", wire.list, i)));
        all.push_back(std::move(one));
    }
    return all;
}

// The turns before the last message. What an assistant says before anybody spoke is its greeting.
Checked<std::vector<Turn>> read_turns(const std::vector<Message>& messages, std::size_t last) {
    std::vector<Turn> turns;
    for (std::size_t i = 0; i < last; ++i) {
        const auto& message = messages[i];
        if (message.role == Role::Other) continue;
        ERRAND_TRY(auto words, read_words(message, false));
        if (words.empty()) continue;
        if (message.role == Role::Person) {
            turns.push_back({std::move(words), {}});
        } else if (!turns.empty()) {
            auto& answered = turns.back().answered;
            if (!answered.empty()) answered += '\n';
            answered += words;
        }
    }
    return turns;
}

std::optional<Refusal> read_list(const Wire& wire, const json::array& list, Asked& asked) {
    const auto messages = read_messages(wire, list);
    if (!messages) return messages.error();
    std::size_t last = messages->size();
    while (last > 0 && (*messages)[last - 1].role == Role::Other) --last;
    if (last == 0 || (*messages)[last - 1].role != Role::Person)
        return Refusal::of(std::string(wire.list), "invalid_value",
                           fmt::format("'{}' must end with a message of the user.", wire.list));
    auto turns = read_turns(*messages, last - 1);
    if (!turns) return turns.error();
    asked.earlier = *std::move(turns);
    auto words = read_words((*messages)[last - 1], true);
    if (!words) return words.error();
    asked.text = *std::move(words);
    return {};
}

Checked<json::object> read_body(std::string_view body) {
    auto parsed = json::parse(body);
    if (!parsed)
        return std::unexpected(Refusal::of(
            {}, {}, "The body of the request is not valid JSON: " + parsed.error().message));
    if (!parsed->is_object())
        return std::unexpected(Refusal::of({}, {}, "The body of the request is no object."));
    return std::move(parsed->get_object());
}

// "a", {"id": "a"}.
std::optional<Refusal> read_named(const json::object& body, Asked& asked) {
    std::string param = "conversation";
    const auto* named = given(body, param);
    if (named != nullptr && named->is_object()) {
        param = "conversation.id";
        named = given(named->get_object(), "id");
        if (named == nullptr) return missing(param);
    }
    if (const auto* metadata = given(body, "metadata")) {
        asked.metadata = metadata->get_object();
        if (named == nullptr) {
            param = "metadata.conversation";
            named = given(asked.metadata, "conversation");
        }
    }
    if (named == nullptr) return {};
    if (!named->is_string()) return wrong_type(param, "a string", *named);
    auto name = read_conversation(param, named->get_string());
    if (!name) return name.error();
    asked.conversation = *std::move(name);
    return {};
}

std::optional<Refusal> read_common(const Wire& wire, const json::object& body, Asked& asked) {
    if (auto wrong = check_wishes(body)) return wrong;
    if (auto wrong = read_named(body, asked)) return wrong;
    const auto* list = given(body, wire.list);
    if (list == nullptr) return missing(wire.list);
    if (list->is_string())
        asked.text = list->get_string();
    else if (auto wrong = read_list(wire, list->get_array(), asked))
        return wrong;
    if (asked.text.find_first_not_of(" \t\r\n") == std::string::npos)
        return Refusal::of(std::string(wire.list), "invalid_value", "The last message is empty.");
    asked.about_a_chat = quotes_a_chat(asked.text);
    asked.stream = flag(body, "stream");
    return {};
}

// A line that begins with one of the names and a colon: "USER: …".
bool begins_with(std::string_view line, std::initializer_list<std::string_view> names) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t*#>|-"), line.size()));
    return std::ranges::any_of(names, [&](std::string_view name) {
        return line.starts_with(name) && line.substr(name.size()).starts_with(':');
    });
}

// The lines of a text that say who speaks, and what stands before the first of them.
struct RoleLines {
    std::size_t persons = 0;
    std::size_t assistants = 0;
    std::string_view before;
};

RoleLines role_lines(std::string_view text) {
    RoleLines found;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        const auto line = text.substr(at, end - at);
        const bool person = begins_with(line, {"USER", "User", "user", "Human"});
        const bool assistant =
            !person && begins_with(line, {"ASSISTANT", "Assistant", "assistant", "AI"});
        if ((person || assistant) && found.persons + found.assistants == 0)
            found.before = text.substr(0, at);
        found.persons += person;
        found.assistants += assistant;
        at = end + 1;
    }
    return found;
}

// "Provide a title for the conversation", "请总结这段对话的标题".
bool asks_for_a_title(std::string_view text) {
    const auto has_one_of = [&](std::initializer_list<std::string_view> words) {
        return std::ranges::any_of(
            words, [&](auto word) { return text.find(word) != std::string_view::npos; });
    };
    return has_one_of({"title", "Title", "Name ", "name ", "topic", "tags", "标题", "主题"}) &&
           has_one_of({"onversation", "chat", "对话", "会话", "聊天"});
}

}  // namespace

Checked<Asked> read_chat(std::string_view body) {
    ERRAND_TRY(const auto read, read_body(body));
    if (auto wrong = check_chat_types(read)) return std::unexpected(*std::move(wrong));
    Asked asked;
    if (auto wrong = read_common(kChatWire, read, asked)) return std::unexpected(*std::move(wrong));
    if (const auto* options = given(read, "stream_options")) {
        const auto* usage = given(options->get_object(), "include_usage");
        if (usage != nullptr && !usage->is_bool())
            return std::unexpected(wrong_type("stream_options.include_usage", "a boolean", *usage));
        asked.include_usage = usage != nullptr && usage->get_bool();
    }
    return asked;
}

Checked<Asked> read_response(std::string_view body) {
    ERRAND_TRY(const auto read, read_body(body));
    if (auto wrong = check_response_types(read)) return std::unexpected(*std::move(wrong));
    Asked asked;
    if (auto wrong = read_common(kResponseWire, read, asked))
        return std::unexpected(*std::move(wrong));
    asked.background = flag(read, "background");
    asked.previous = text(read, "previous_response_id");
    if (!asked.previous.empty() && given(read, "conversation") != nullptr)
        return std::unexpected(
            Refusal::of("previous_response_id", "mutually_exclusive_parameters",
                        "'previous_response_id' and 'conversation' cannot both be sent."));
    return asked;
}

Checked<std::string> read_conversation(std::string_view param, std::string_view name) {
    if (name.empty() || name.size() > kMaxIdentifierBytes || !is_utf8(name))
        return std::unexpected(
            Refusal::of(std::string(param), "invalid_value",
                        fmt::format("'{}' is empty, longer than {} bytes, or not UTF-8.", param,
                                    kMaxIdentifierBytes)));
    return std::string(name);
}

// Two lines may be anybody's words ("User: …", "AI: …" in a remark); a client's are more, or begin
// its message, or stand below the task that it is known to set.
bool quotes_a_chat(std::string_view text) {
    if (text.find("<chat_history>") != std::string_view::npos) return true;
    const auto lines = role_lines(text);
    if (lines.persons == 0 || lines.assistants == 0) return false;
    return lines.persons + lines.assistants > 2 ||
           lines.before.find_first_not_of(" \t\r\n") == std::string_view::npos ||
           asks_for_a_title(lines.before);
}

}  // namespace errand::server::openai
