#include "brain/model/content.hpp"

#include <algorithm>
#include <array>

#include "base/encoding.hpp"
#include "brain/model/json_mend.hpp"
#include "brain/model/limits.hpp"

namespace errand::brain::model {

namespace {

constexpr std::string_view kThink = "<think>";
constexpr std::string_view kThinkEnd = "</think>";
constexpr std::string_view kCall = "<tool_call>";
constexpr std::string_view kCallEnd = "</tool_call>";
constexpr std::string_view kFence = "```";
constexpr std::string_view kSpace = " \n\t\r";
constexpr std::size_t kBlock = 4096;

// How many bytes at the end of `text` may be the beginning of `marker`.
std::size_t begun_at_end(std::string_view text, std::string_view marker) {
    for (auto size = std::min(text.size(), marker.size() - 1); size > 0; --size)
        if (text.ends_with(marker.substr(0, size))) return size;
    return 0;
}

// Bytes of a character at the end of which the rest has not come.
std::size_t begun_character(std::string_view text) {
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
        const auto byte = static_cast<unsigned char>(text[text.size() - back]);
        if ((byte & 0xC0U) == 0x80U) continue;
        const std::size_t wanted = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
        return wanted > back ? back : 0;
    }
    return 0;
}

// The first place at which a call or a fence begins.
std::size_t find_mark(std::string_view text) {
    for (auto at = text.find_first_of("<`"); at != std::string_view::npos;
         at = text.find_first_of("<`", at + 1))
        if (text.substr(at).starts_with(kCall) || text.substr(at).starts_with(kFence)) return at;
    return std::string_view::npos;
}

// The fences that may hold a call.
bool may_hold_call(std::string_view info) {
    constexpr std::array<std::string_view, 4> kInfos{"", "json", "tool_call", "tool_calls"};
    while (!info.empty() && kSpace.contains(info.back())) info.remove_suffix(1);
    return std::ranges::find(kInfos, info) != kInfos.end();
}

// False where what begins like JSON cannot be a call any more: its first key is none of a call's.
bool may_be_call(std::string_view text) {
    constexpr std::array<std::string_view, 6> kKeys{"name",     "arguments", "parameters",
                                                    "function", "type",      "id"};
    const bool long_enough = text.size() >= kMaxNameBytes;
    text = text.substr(0, kMaxNameBytes);
    auto at = text.find_first_not_of(kSpace);
    if (at != std::string_view::npos && text[at] == '[')
        at = text.find_first_not_of(kSpace, at + 1);
    if (at == std::string_view::npos) return !long_enough;
    if (text[at] != '{') return false;
    at = text.find_first_not_of(kSpace, at + 1);
    if (at == std::string_view::npos) return !long_enough;
    if (text[at] != '"') return false;
    const auto key = text.substr(at + 1);
    const auto end = key.find('"');
    return std::ranges::any_of(kKeys, [&](std::string_view known) {
        return end == std::string_view::npos ? known.starts_with(key) : known == key.substr(0, end);
    });
}

}  // namespace

ContentSplitter::ContentSplitter(ContentOptions options) : options_(std::move(options)) {
    if (options_.opens_in_thought) state_ = State::Thought;
}

void ContentSplitter::enter(State state) {
    state_ = state;
    searched_ = 0;
}

void ContentSplitter::emit(Delta::Kind kind, std::string_view text, std::vector<Delta>& out) {
    if (kind == Delta::Kind::Text && after_mark_) {
        text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
        if (!text.empty()) after_mark_ = false;
    }
    if (text.empty()) return;
    if (!out.empty() && out.back().kind == kind)
        out.back().text += text;
    else
        out.push_back({kind, std::string(text)});
}

std::size_t ContentSplitter::find(std::string_view marker) {
    const auto found = held().find(marker, searched_);
    if (found == std::string::npos)
        searched_ = held().size() - std::min(held().size(), marker.size() - 1);
    return found;
}

// In blocks, so that each step looks at little, however much comes at once.
void ContentSplitter::feed(std::string_view piece, std::vector<Delta>& out) {
    while (!piece.empty()) {
        const auto block = piece.substr(0, kBlock);
        piece.remove_prefix(block.size());
        held_.erase(0, std::exchange(dropped_, 0));
        held_ += block;
        while (!held().empty() && step(false, out)) {
        }
    }
}

void ContentSplitter::end(std::vector<Delta>& out) {
    while (!held().empty() && step(true, out)) {
    }
}

// One transition, or one piece handed out. False: more has to come first.
bool ContentSplitter::step(bool last, std::vector<Delta>& out) {
    switch (state_) {
        case State::Start:
            return step_start(last);
        case State::Thought:
            return step_thought(last, out);
        case State::Text:
            return step_text(last, out);
        case State::Call:
            return step_call(last);
        case State::Fence:
            return step_fence(last, out);
        case State::Code:
            return step_code(last, out);
        case State::Bare:
            return step_bare(last);
    }
    return false;
}

bool ContentSplitter::step_start(bool last) {
    const auto first = std::min(held().find_first_not_of(kSpace), held().size());
    const auto rest = held().substr(first);
    if (rest.starts_with(kThink)) {
        drop(first + kThink.size());
        enter(State::Thought);
        return true;
    }
    const bool undecided = kThink.starts_with(rest) && held().size() <= kMaxNameBytes;
    if (undecided && !last) return false;
    const bool bare = options_.text_calls && (rest.starts_with('{') || rest.starts_with('['));
    enter(bare ? State::Bare : State::Text);
    return true;
}

bool ContentSplitter::step_thought(bool last, std::vector<Delta>& out) {
    const auto end = held().find(kThinkEnd);
    if (end != std::string::npos) {
        emit(Delta::Kind::Reasoning, held().substr(0, end), out);
        drop(end + kThinkEnd.size());
        after_mark_ = true;
        enter(State::Start);
        return true;
    }
    const auto keep = last ? 0 : std::max(begun_at_end(held(), kThinkEnd), begun_character(held()));
    emit(Delta::Kind::Reasoning, held().substr(0, held().size() - keep), out);
    drop(held().size() - keep);
    return false;
}

bool ContentSplitter::step_text(bool last, std::vector<Delta>& out) {
    const auto first = options_.text_calls ? find_mark(held()) : std::string::npos;
    if (first != std::string::npos) {
        const bool call = held()[first] == kCall.front();
        emit(Delta::Kind::Text, held().substr(0, first), out);
        drop(first + (call ? kCall.size() : 0));
        enter(call ? State::Call : State::Fence);
        return true;
    }
    std::size_t keep = 0;
    if (!last && options_.text_calls)
        keep = std::max(begun_at_end(held(), kCall), begun_at_end(held(), kFence));
    if (!last) keep = std::max(keep, begun_character(held()));
    emit(Delta::Kind::Text, held().substr(0, held().size() - keep), out);
    drop(held().size() - keep);
    return false;
}

// Ends at the closing tag, at the next opening one where the model forgot it, or with the content.
bool ContentSplitter::step_call(bool last) {
    // Both tags are looked for from the same place; the shorter is the opening one.
    const auto from = searched_;
    const auto next = find(kCall);
    searched_ = from;
    const auto closing = find(kCallEnd);
    const auto end = std::min(next, closing);
    if (end == std::string::npos && !last && held().size() <= kMaxHeldBytes) return false;
    const bool given_up = end == std::string::npos;
    const auto size = given_up ? utf8_prefix(held(), kMaxHeldBytes).size() : end;
    const auto body = std::string(held().substr(0, size));
    if (!take_text_calls(body, true))
        calls_.push_back({.arguments = std::string(utf8_prefix(body, kMaxArgumentBytes))});
    if (calls_.size() > kMaxCalls) calls_.resize(kMaxCalls);
    const bool closed = closing < next;
    drop(given_up ? size : size + (closed ? kCallEnd : kCall).size());
    after_mark_ = true;
    enter(closed || given_up ? State::Text : State::Call);
    return true;
}

// From the opening ``` on: to the closing one where it may hold a call, else as code.
bool ContentSplitter::step_fence(bool last, std::vector<Delta>& out) {
    const auto line = held().find('\n');
    const bool open = line == std::string::npos;
    if (open && !last && held().size() <= kMaxNameBytes) return false;
    const bool wanted = !open && line <= kMaxNameBytes &&
                        may_hold_call(held().substr(kFence.size(), line - kFence.size()));
    searched_ = std::max(searched_, kFence.size());
    const auto close = wanted ? find(kFence) : std::string::npos;
    if (wanted && close == std::string::npos && !last && held().size() <= kMaxHeldBytes &&
        may_be_call(held().substr(line + 1)))
        return false;
    if (wanted && (close != std::string::npos || last)) {
        const auto body =
            held().substr(line + 1, close == std::string::npos ? close : close - line - 1);
        if (take_text_calls(body, false)) {
            drop(close == std::string::npos ? held().size() : close + kFence.size());
            after_mark_ = true;
            enter(State::Text);
            return true;
        }
    }
    emit(Delta::Kind::Text, kFence, out);
    drop(kFence.size());
    enter(State::Code);
    return true;
}

bool ContentSplitter::step_code(bool last, std::vector<Delta>& out) {
    const auto close = held().find(kFence);
    const bool closed = close != std::string::npos;
    const auto keep =
        last || closed ? 0 : std::max(begun_at_end(held(), kFence), begun_character(held()));
    const auto size = closed ? close + kFence.size() : held().size() - keep;
    emit(Delta::Kind::Text, held().substr(0, size), out);
    drop(size);
    if (closed) enter(State::Text);
    return closed;
}

// A content that is one call, or a list of them, and nothing else: known only at its end.
bool ContentSplitter::step_bare(bool last) {
    const bool hopeless = held().size() > kMaxHeldBytes || !may_be_call(held());
    if (!last && !hopeless) return false;
    if (!hopeless) {
        const auto text = held().substr(held().find_first_not_of(kSpace));
        const auto scan = scan_json(text);
        const bool alone = !scan.complete ||
                           text.find_first_not_of(" \n\t\r}]", scan.end) == std::string_view::npos;
        if (alone && take_text_calls(text, false)) {
            drop(held().size());
            after_mark_ = true;
        }
    }
    enter(State::Text);
    return true;
}

bool ContentSplitter::offered(const RawCall& call) const {
    return std::ranges::find(options_.tools, call.name) != options_.tools.end();
}

// The calls in `text`, one or a list of them, or nothing where one of them is none.
bool ContentSplitter::take_text_calls(std::string_view text, bool any_name) {
    const auto mended = mend_json(text);
    if (!mended) return false;
    std::vector<RawCall> found;
    const auto take = [&](const json::value& one) {
        auto call = call_in(one);
        if (!call || (!any_name && !offered(*call))) return false;
        call->mended = mended->changed;
        found.push_back(*std::move(call));
        return true;
    };
    if (const auto* list = mended->value.if_array()) {
        if (list->empty() || list->size() > kMaxCalls || !std::ranges::all_of(*list, take))
            return false;
    } else if (!take(mended->value)) {
        return false;
    }
    if (calls_.size() + found.size() > kMaxCalls) return false;
    std::ranges::move(found, std::back_inserter(calls_));
    return true;
}

}  // namespace errand::brain::model
