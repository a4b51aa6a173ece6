#include "brain/model/calls.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/encoding.hpp"
#include "brain/model/limits.hpp"
#include "brain/model/usage.hpp"
#include "json/schema.hpp"

namespace errand::brain::model {

struct CallGatherer::Fragment {
    std::optional<std::int64_t> index;
    std::string_view id;
    std::string_view name;
    std::string arguments;
    bool whole = false;  // the arguments came as an object
};

namespace {

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \n\t\r") == std::string_view::npos;
}

// The arguments of a fragment as text, however they are written.
void read_argument_text(const json::value* from, std::string& into, bool& whole) {
    if (from == nullptr || from->is_null()) return;
    if (const auto* text = from->if_string()) {
        into = *text;
    } else {
        into = json::write(*from);
        whole = true;
    }
}

const json::object* function_of(const json::object& call) {
    const auto* found = call.if_contains("function");
    return found == nullptr ? nullptr : found->if_object();
}

CallFault fault(FaultKind kind, std::string_view text) {
    return {kind, std::string(utf8_prefix(text, kMaxFaultText))};
}

CallFault cut_off_call() {
    return fault(FaultKind::CutOff,
                 "The call was cut off before it was complete. Call the tool again with one "
                 "complete JSON object, and be shorter.");
}

}  // namespace

void CallGatherer::add(const json::value& tool_calls) {
    std::set<std::size_t> touched;
    if (const auto* list = tool_calls.if_array()) {
        for (const auto& one : *list) add_one(one, touched);
    } else {
        add_one(tool_calls, touched);
    }
}

void CallGatherer::add_function(const json::value& function_call) {
    if (!function_call.is_object()) return;
    add(json::object{{"index", 0}, {"function", function_call}});
}

void CallGatherer::add_one(const json::value& from, std::set<std::size_t>& touched) {
    const auto* members = from.if_object();
    if (members == nullptr) return;
    const auto* function = function_of(*members);
    const auto& inner = function == nullptr ? *members : *function;
    Fragment fragment;
    if (const auto* index = members->if_contains("index")) fragment.index = read_count(*index);
    fragment.id = utf8_prefix(json::string_at(*members, "id"), kMaxNameBytes);
    fragment.name = utf8_prefix(json::string_at(inner, "name"), kMaxNameBytes);
    read_argument_text(inner.if_contains("arguments"), fragment.arguments, fragment.whole);
    const bool empty = fragment.id.empty() && fragment.name.empty() && fragment.arguments.empty();
    if (empty && !fragment.index) return;
    const auto at = place(fragment, touched);
    if (at == calls_.size()) {
        if (calls_.size() >= kMaxCalls) {
            overflowed_ = true;
            return;
        }
        calls_.emplace_back();
        balances_.emplace_back();
    }
    if (fragment.index) by_index_[*fragment.index] = at;
    touched.insert(at);
    estimate_.add(fragment.name);
    estimate_.add(fragment.arguments);
    auto& call = calls_[at];
    if (call.id.empty()) call.id = fragment.id;
    const bool repeated = fragment.name == call.name;
    if (!repeated && call.arguments.empty() && call.name.size() < kMaxNameBytes)
        call.name += fragment.name;
    if (fragment.whole) {
        call.arguments.clear();
        balances_[at] = {};
    }
    call.too_large =
        call.too_large || call.arguments.size() + fragment.arguments.size() > kMaxArgumentBytes;
    if (call.too_large) return;
    call.arguments += fragment.arguments;
    balances_[at].feed(fragment.arguments);
}

// Which call a fragment belongs to; calls_.size() for one that is new.
std::size_t CallGatherer::place(const Fragment& fragment, const std::set<std::size_t>& touched) {
    std::size_t at = calls_.size();
    if (fragment.index) {
        if (const auto known = by_index_.find(*fragment.index); known != by_index_.end())
            at = known->second;
    } else {
        const auto same = std::ranges::find_if(calls_, [&](const RawCall& call) {
            return !fragment.id.empty() && call.id == fragment.id;
        });
        if (same != calls_.end()) return static_cast<std::size_t>(same - calls_.begin());
        if (!calls_.empty()) at = calls_.size() - 1;
    }
    if (at < calls_.size() && begins(at, fragment, touched.contains(at))) return calls_.size();
    return at;
}

// True where the fragment begins a call of its own although its index, or the lack of one, points
// at the call `at`. `touched`: the same chunk has spoken of that one already.
bool CallGatherer::begins(std::size_t at, const Fragment& fragment, bool touched) const {
    const auto& call = calls_[at];
    if (fragment.name.empty() || call.name.empty()) return false;
    const bool same_id = !fragment.id.empty() && fragment.id == call.id;
    if (same_id) return false;
    // The name once more, and nothing new beside it: one list without an index may mean two by it.
    const bool nothing_new =
        fragment.id.empty() && fragment.name == call.name && is_blank(fragment.arguments);
    if (nothing_new) return touched && !fragment.index;
    if (touched && (!fragment.index || !call.arguments.empty())) return true;
    if (balances_[at].complete()) return true;
    const bool other_id = !fragment.id.empty() && !call.id.empty();
    if (call.arguments.empty()) return other_id;
    return other_id && fragment.name != call.name;
}

std::expected<Arguments, CallFault> read_arguments(std::string_view text, bool cut_off) {
    if (is_blank(text) && cut_off) return std::unexpected(cut_off_call());
    if (is_blank(text)) return Arguments{};
    auto mended = mend_json(text, cut_off);
    if (mended && mended->value.is_string()) {
        const auto inner = std::string(mended->value.get_string());
        if (is_blank(inner)) return Arguments{};
        mended = mend_json(inner, cut_off);
    }
    if (!mended) {
        const bool ended = mended.error() == MendFailure::CutOff;
        return std::unexpected(fault(
            ended ? FaultKind::CutOff : FaultKind::NotJson,
            fmt::format("The arguments could not be read: {}. They began with: {}\nCall the tool "
                        "again with one complete JSON object{}.",
                        explain(mended.error()), utf8_prefix(text, kMaxQuotedArguments),
                        cut_off ? ", and be shorter: the reply was cut off" : "")));
    }
    auto& value = mended->value;
    if (value.is_null() || (value.is_array() && value.get_array().empty())) return Arguments{};
    if (!value.is_object())
        return std::unexpected(fault(
            FaultKind::NotAnObject,
            "The arguments must be one JSON object with the parameters' names as its keys. Call "
            "the tool again."));
    return Arguments{std::move(value.get_object()), mended->changed};
}

std::optional<RawCall> call_in(const json::value& from) {
    const auto* members = from.if_object();
    if (members == nullptr) return std::nullopt;
    const auto* function = function_of(*members);
    const auto& inner = function == nullptr ? *members : *function;
    const auto* arguments = inner.if_contains("arguments");
    if (arguments == nullptr) arguments = inner.if_contains("parameters");
    const auto name = json::string_at(inner, "name");
    if (name.empty() || arguments == nullptr) return std::nullopt;
    RawCall call{.id = std::string(utf8_prefix(json::string_at(*members, "id"), kMaxNameBytes)),
                 .name = std::string(utf8_prefix(name, kMaxNameBytes))};
    bool whole = false;
    read_argument_text(arguments, call.arguments, whole);
    call.too_large = call.arguments.size() > kMaxArgumentBytes;
    if (call.too_large) call.arguments.clear();
    return call;
}

void give_ids(std::vector<RawCall>& calls, const std::vector<Message>& conversation) {
    std::set<std::string, std::less<>> taken;
    std::size_t number = 0;
    for (const auto& message : conversation) {
        number += message.calls.size();
        for (const auto& call : message.calls) taken.insert(call.id);
    }
    for (auto& call : calls) {
        ++number;
        if (call.id.empty() || taken.contains(call.id)) {
            // Nine letters and digits, which every server takes as an id.
            auto made = number;
            do {
                call.id = fmt::format("call{:05}", made++);
            } while (taken.contains(call.id));
        }
        taken.insert(call.id);
    }
}

namespace {

std::string names_of(std::span<const ToolSpec> tools) {
    std::string names;
    for (std::size_t i = 0; i < std::min(tools.size(), kMaxNamesInFault); ++i)
        names += (i == 0 ? "" : ", ") + tools[i].name;
    if (tools.size() > kMaxNamesInFault) names += ", …";
    return names;
}

// Some models write the name as it stands in the frame that they were trained with.
std::string tool_name(std::string_view written) {
    constexpr std::string_view kSpace = " \n\t\r";
    const auto first = written.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return "unknown";
    written = written.substr(first, written.find_last_not_of(kSpace) - first + 1);
    if (written.starts_with("functions."))
        written.remove_prefix(std::string_view("functions.").size());
    return std::string(written);
}

CallFault unknown_tool(std::string_view name, std::span<const ToolSpec> tools) {
    if (tools.empty())
        return fault(FaultKind::UnknownTool,
                     "There are no tools that may be called now. Answer without calling one.");
    return fault(FaultKind::UnknownTool,
                 fmt::format("There is no tool '{}'. Call one of these by its exact name: {}.",
                             name, names_of(tools)));
}

std::optional<CallFault> check_schema(const ToolSpec& tool, const json::object& arguments) {
    const auto& schema = tool.schema.compiled();
    if (!schema)
        return fault(FaultKind::UnknownTool,
                     fmt::format("The tool '{}' cannot be used: its description is not understood. "
                                 "Go on without it.",
                                 tool.name));
    const auto fits = schema->validate(arguments);
    if (fits) return std::nullopt;
    return fault(FaultKind::SchemaViolated,
                 fmt::format("The arguments of '{}' do not fit: {}. {}{}Call the tool again with "
                             "arguments that fit its parameters.",
                             tool.name, fits.error().message, fits.error().advice,
                             fits.error().advice.empty() ? "" : " "));
}

}  // namespace

ToolCall read_call(RawCall raw, std::span<const ToolSpec> tools, bool cut_off) {
    ToolCall call{.id = std::move(raw.id), .name = std::move(raw.name)};
    auto tool = std::ranges::find(tools, call.name, &ToolSpec::name);
    if (call.name.empty() && !raw.arguments.empty()) {
        call.name = tool_name({});
        call.fault = fault(FaultKind::NotJson,
                           fmt::format("A call could not be read; it began with: {}\nA call is one "
                                       "JSON object with \"name\" and \"arguments\".",
                                       utf8_prefix(raw.arguments, kMaxQuotedArguments)));
        return call;
    }
    if (tool == tools.end()) {
        call.name = tool_name(call.name);
        tool = std::ranges::find(tools, call.name, &ToolSpec::name);
    }
    if (tool == tools.end()) {
        call.fault = unknown_tool(call.name, tools);
        return call;
    }
    if (raw.too_large) {
        call.fault = fault(FaultKind::TooLarge,
                           fmt::format("The arguments of '{}' are too large. Call it again with "
                                       "less, in several calls where needed.",
                                       call.name));
        return call;
    }
    auto arguments = read_arguments(raw.arguments, cut_off);
    // Text is taken apart before it is known what may have cut it off.
    if (raw.mended && cut_off) arguments = std::unexpected(cut_off_call());
    if (!arguments) {
        call.fault = std::move(arguments).error();
        return call;
    }
    call.fault = check_schema(*tool, arguments->values);
    if (call.fault) return call;
    call.mended = raw.mended || arguments->mended;
    call.arguments = std::move(arguments->values);
    return call;
}

}  // namespace errand::brain::model
