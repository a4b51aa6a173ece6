#include "brain/model/reply_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "base/check.hpp"
#include "base/encoding.hpp"
#include "base/trim.hpp"
#include "brain/model/json_mend.hpp"
#include "brain/model/limits.hpp"
#include "brain/model/text.hpp"
#include "json/schema.hpp"

namespace errand::brain::model {

namespace {

constexpr std::string_view kSpace = " \n\t\r";
constexpr std::string_view kErrorLine = "error:";

ContentOptions content_options(const Request& request, const ReaderOptions& options) {
    const auto tools = callable_tools(request);
    ContentOptions content{.opens_in_thought = options.opens_in_thought,
                           .text_calls = options.text_calls && !tools.empty()};
    for (const auto& tool : tools) content.tools.push_back(tool.name);
    return content;
}

// The answer to this request: of several choices the first.
const json::object* choice_of(const json::object& chunk) {
    const auto* found = chunk.if_contains("choices");
    const auto* list = found == nullptr ? nullptr : found->if_array();
    if (list == nullptr) return nullptr;
    for (const auto& one : *list) {
        const auto* choice = one.if_object();
        if (choice == nullptr) continue;
        const auto* index = choice->if_contains("index");
        if (index == nullptr || read_count(*index).value_or(0) == 0) return choice;
    }
    return nullptr;
}

const json::object* object_at(const json::object& from, std::string_view key) {
    const auto* found = from.if_contains(key);
    return found == nullptr ? nullptr : found->if_object();
}

// A thought, under whichever name; servers that send it under two send the same twice.
std::string_view thought_of(const json::object& delta) {
    for (const auto* key : {"reasoning_content", "reasoning", "thinking"})
        if (const auto text = json::string_at(delta, key); !text.empty()) return text;
    return {};
}

// The reasons in use, in lower case: the model had ended; a limit, or the server's own trouble, cut
// it off; somebody did not want it said.
constexpr std::array<std::string_view, 9> kEnded{"stop",          "tool_calls", "tool_call",
                                                 "function_call", "tool_use",   "eos",
                                                 "eos_token",     "end_turn",   "stop_sequence"};
constexpr std::array<std::string_view, 9> kCutOff{"length",
                                                  "max_tokens",
                                                  "model_length",
                                                  "model_context_window_exceeded",
                                                  "insufficient_system_resource",
                                                  "abort",
                                                  "cancelled",
                                                  "error",
                                                  "network_error"};
constexpr std::array<std::string_view, 6> kFiltered{
    "content_filter", "safety", "sensitive", "recitation", "blocklist", "prohibited_content"};

bool is_among(std::span<const std::string_view> reasons, std::string_view said) {
    return std::ranges::find(reasons, said) != reasons.end();
}

Finish finish_from(std::string_view said) {
    if (is_among(kCutOff, said)) return Finish::Length;
    if (is_among(kFiltered, said)) return Finish::Filtered;
    return Finish::Stop;
}

}  // namespace

ReplyReader::ReplyReader(const Request& request, ReaderOptions options)
    : request_(request),
      options_(std::move(options)),
      content_(content_options(request, options_)),
      prompt_estimate_(options_.prompt != 0 ? options_.prompt : estimate_tokens(request)) {
    message_.role = Role::Assistant;
}

std::unexpected<Failure> ReplyReader::refused(ServerError said) const {
    return std::unexpected(server_failure(options_.who, 200, std::move(said), options_.key));
}

std::unexpected<Failure> ReplyReader::broken(std::string_view why) const {
    return std::unexpected(
        failure(FailureKind::Broken, fmt::format("the answer of {} {}", options_.who, why)));
}

Outcome<> ReplyReader::feed(std::string_view bytes, std::vector<Delta>& out) {
    if (done_) return {};
    if (form_ == Form::Unknown) {
        whole_ += bytes;
        const auto first = whole_.find_first_not_of(kSpace);
        if (first == std::string::npos) {
            if (whole_.size() > kMaxErrorBody) return broken("begins with nothing but white space");
            return {};
        }
        // No line of server-sent events begins with a bracket.
        const bool body = whole_[first] == '{' || whole_[first] == '[';
        form_ = body ? Form::Whole : Form::Events;
        if (body) return {};
        return take_events(std::exchange(whole_, {}), out);
    }
    if (form_ == Form::Events) return take_events(bytes, out);
    whole_ += bytes;
    if (whole_.size() > kMaxStreamBytes)
        return std::unexpected(failure(FailureKind::TooLarge,
                                       fmt::format("the answer of {} is too long", options_.who)));
    return {};
}

// Line by line, so that what stands before an error is handed out wherever the bytes are cut.
Outcome<> ReplyReader::take_events(std::string_view bytes, std::vector<Delta>& out) {
    while (!bytes.empty() && !done_) {
        const auto end = bytes.find_first_of("\r\n");
        const auto piece = bytes.substr(0, end == std::string_view::npos ? end : end + 1);
        bytes.remove_prefix(piece.size());
        const auto events = events_.feed(piece);
        if (!events) return std::unexpected(failure(FailureKind::TooLarge, events.error().message));
        for (const auto& event : *events)
            if (auto taken = take_data(event.data, out); !taken) return taken;
        if (auto noticed = notice_error_line(piece); !noticed) return noticed;
    }
    return {};
}

// "error: {…}", which older llama.cpp sends, is no field of server-sent events and would be passed
// over.
Outcome<> ReplyReader::notice_error_line(std::string_view piece) {
    const bool ended = piece.ends_with('\n') || piece.ends_with('\r');
    if (ended) piece.remove_suffix(1);
    const bool wanted = line_.size() < kErrorLine.size() || line_.starts_with(kErrorLine);
    if (wanted && line_.size() < kMaxErrorBody) line_ += piece.substr(0, kMaxErrorBody);
    if (!ended) return {};
    const auto line = std::exchange(line_, {});
    if (!line.starts_with(kErrorLine)) return {};
    return refused(read_error_body(trimmed(line).substr(kErrorLine.size())));
}

Outcome<> ReplyReader::take_data(std::string_view data, std::vector<Delta>& out) {
    data = trimmed(data);
    if (data.empty() || done_) return {};
    if (data == "[DONE]") {
        if (!begun_ && finish_.empty()) return broken("is empty");
        done_ = true;
        return close(out);
    }
    if (const auto parsed = json::parse(data)) return take_chunk(*parsed, out);
    if (!data.contains('\n')) return broken("holds a piece that is not JSON");
    // Servers that forget the empty line between two events send several in one.
    while (!data.empty()) {
        const auto end = std::min(data.find('\n'), data.size());
        const auto line = trimmed(data.substr(0, end));
        data.remove_prefix(std::min(end + 1, data.size()));
        const auto parsed = json::parse(line);
        if (!parsed && line != "[DONE]") return broken("holds a piece that is not JSON");
        auto taken = parsed ? take_chunk(*parsed, out) : take_data(line, out);
        if (!taken || done_) return taken;
    }
    return {};
}

Outcome<> ReplyReader::take_chunk(const json::value& chunk, std::vector<Delta>& out) {
    ++pieces_;
    if (auto error = read_error(chunk)) return refused(*std::move(error));
    const auto* members = chunk.if_object();
    if (members == nullptr) return broken("is not a completion");
    const auto* usage = members->if_contains("usage");
    const bool counts = usage != nullptr && read_usage(*usage, counted_);
    if (model_.empty()) model_ = utf8_prefix(json::string_at(*members, "model"), kMaxNameBytes);
    if (const auto* choice = choice_of(*members))
        if (auto taken = take_choice(*choice, out); !taken) return taken;
    if (counts) uncounted_ = false;
    return {};
}

Outcome<> ReplyReader::take_choice(const json::object& choice, std::vector<Delta>& out) {
    const auto* delta = object_at(choice, "delta");
    if (delta == nullptr) delta = object_at(choice, "message");
    if (delta != nullptr)
        if (auto taken = take_delta(*delta, out); !taken) return taken;
    if (const auto reason = json::string_at(choice, "finish_reason"); !reason.empty())
        finish_ = lowered(utf8_prefix(reason, kMaxNameBytes));
    return {};
}

void ReplyReader::begin() {
    begun_ = true;
    uncounted_ = true;
}

Outcome<> ReplyReader::take_delta(const json::object& delta, std::vector<Delta>& out) {
    if (auto taken = take_reasoning(thought_of(delta), out); !taken) return taken;
    if (const auto* content = delta.if_contains("content"))
        if (auto taken = take_content(*content, out); !taken) return taken;
    if (const auto* calls = delta.if_contains("tool_calls");
        calls != nullptr && !calls->is_null()) {
        const auto* list = calls->if_array();
        if (list == nullptr || !list->empty()) begin();
        calls_.add(*calls);
    }
    if (const auto* call = delta.if_contains("function_call");
        call != nullptr && call->is_object()) {
        begin();
        older_.add_function(*call);
    }
    if (calls_.overflowed() || older_.overflowed()) return broken("calls too many tools at once");
    return {};
}

// A text, nothing, or a list of parts: {"type": "text", "text"}, {"type": "thinking", "thinking"}.
Outcome<> ReplyReader::take_content(const json::value& content, std::vector<Delta>& out) {
    if (const auto* text = content.if_string()) {
        if (text->empty()) return {};
        begin();
        came_.add(*text);
        std::vector<Delta> fresh;
        content_.feed(*text, fresh);
        return keep(std::move(fresh), out);
    }
    const auto* parts = content.if_array();
    if (parts == nullptr) return {};
    for (const auto& part : *parts) {
        const auto* thinking = json::find(part, "thinking");
        if (thinking != nullptr && thinking->is_array()) {
            for (const auto& one : thinking->get_array())
                if (auto taken = take_reasoning(json::string_at(one, "text"), out); !taken)
                    return taken;
        } else if (const auto* text = json::find(part, "text");
                   text != nullptr && text->is_string()) {
            if (auto taken = take_content(*text, out); !taken) return taken;
        }
    }
    return {};
}

Outcome<> ReplyReader::take_reasoning(std::string_view text, std::vector<Delta>& out) {
    if (text.empty()) return {};
    begin();
    came_.add(text);
    std::vector<Delta> fresh;
    fresh.push_back({Delta::Kind::Reasoning, std::string(text)});
    return keep(std::move(fresh), out);
}

// What is handed out is the message's, too.
Outcome<> ReplyReader::keep(std::vector<Delta> fresh, std::vector<Delta>& out) {
    for (auto& delta : fresh) {
        const bool shown = delta.kind == Delta::Kind::Text;
        auto& into = shown ? message_.text : message_.reasoning;
        if (into.size() + delta.text.size() > (shown ? kMaxTextBytes : kMaxReasoningBytes))
            return std::unexpected(failure(
                FailureKind::TooLarge, fmt::format("the answer of {} is too long", options_.who)));
        into += delta.text;
        if (!shown) thought_estimate_.add(delta.text);
        out.push_back(std::move(delta));
    }
    return {};
}

// What the content held back is decided.
Outcome<> ReplyReader::close(std::vector<Delta>& out) {
    std::vector<Delta> fresh;
    content_.end(fresh);
    return keep(std::move(fresh), out);
}

Outcome<> ReplyReader::end(std::vector<Delta>& out) {
    if (done_) return {};
    if (form_ == Form::Whole) {
        const auto parsed = json::parse(trimmed(whole_));
        if (!parsed) return broken("is not JSON");
        if (auto taken = take_chunk(*parsed, out); !taken) return taken;
        const auto* members = parsed->if_object();
        if (members == nullptr || choice_of(*members) == nullptr)
            return broken("is not a completion");
    } else {
        // The last event may lack its empty line.
        if (auto taken = take_events("\n\n", out); !taken) return taken;
        if (!finished()) return broken(begun_ ? "broke off" : "is empty");
    }
    done_ = true;
    return close(out);
}

Usage ReplyReader::usage() const {
    const Usage estimate{
        .prompt = prompt_estimate_,
        .completion = came_.tokens() + std::max(calls_.estimate(), older_.estimate()),
        .reasoning = thought_estimate_.tokens()};
    return settle_usage(counted_, estimate, finished() && !uncounted_);
}

// Each form of a call only where the server has sent none in the one before: text that looks like a
// call is none where the server has found calls by itself.
std::vector<RawCall> ReplyReader::take_calls() {
    auto raw = calls_.take();
    if (raw.empty()) raw = older_.take();
    if (raw.empty()) raw = content_.take_calls();
    return raw;
}

Reply ReplyReader::take() {
    ERRAND_CHECK(done_);
    Reply reply{.usage = usage(), .model = std::move(model_)};
    auto raw = take_calls();
    give_ids(raw, request_.messages);
    reply.finish = finish_from(finish_);
    const bool cut_off = !is_among(kEnded, finish_);
    const auto tools = callable_tools(request_);
    for (auto& call : raw) message_.calls.push_back(read_call(std::move(call), tools, cut_off));
    if (!message_.calls.empty()) reply.finish = Finish::ToolCalls;
    reply.message = std::move(message_);
    return reply;
}

Result<json::value> read_structured(const Reply& reply, const ResponseFormat& format) {
    const auto again = [](std::string_view why) {
        return fail(ErrorCode::Invalid, fmt::format("The answer could not be used: {}.", why),
                    "Answer again with one JSON value that fits the schema, and nothing else.");
    };
    const bool cut_off = reply.finish == Finish::Length || reply.finish == Finish::Filtered;
    auto mended = mend_json(reply.message.text, cut_off);
    if (!mended) return again(explain(mended.error()));
    ERRAND_TRY(const auto schema, json::Schema::compile(format.schema));
    if (const auto fits = schema.validate(mended->value); !fits) return again(fits.error().message);
    return std::move(mended->value);
}

}  // namespace errand::brain::model
