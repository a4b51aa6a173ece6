#include "brain/model/usage.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <initializer_list>

#include "brain/model/limits.hpp"

namespace errand::brain::model {

namespace {

// The first of these paths that holds a count.
std::optional<std::int64_t> first_count(const json::value& from,
                                        std::initializer_list<std::string_view> paths) {
    for (const auto path : paths)
        if (const auto* found = json::find(from, path))
            if (const auto count = read_count(*found)) return count;
    return std::nullopt;
}

std::optional<std::int64_t> count_in(std::string_view text) {
    std::int64_t count = 0;
    const auto* last = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), last, count);
    if (error == std::errc::result_out_of_range && stop == last && !text.starts_with('-'))
        return kMaxTokens;
    if (error != std::errc{} || stop != last) return std::nullopt;
    return count;
}

}  // namespace

std::optional<std::int64_t> read_count(const json::value& from) {
    std::optional<std::int64_t> count;
    if (from.is_int64()) {
        count = from.get_int64();
    } else if (from.is_uint64()) {
        count = kMaxTokens;
    } else if (from.is_double()) {
        const double number = from.get_double();
        if (number == std::floor(number) && number >= 0)
            count = static_cast<std::int64_t>(std::min(number, static_cast<double>(kMaxTokens)));
    } else if (const auto* text = from.if_string()) {
        count = count_in(*text);
    }
    if (!count || *count < 0) return std::nullopt;
    return std::min(*count, kMaxTokens);
}

bool read_usage(const json::value& from, Counted& into) {
    if (const auto prompt = first_count(from, {"prompt_tokens", "input_tokens"})) {
        into.prompt = prompt;
        into.cached =
            first_count(from, {"prompt_tokens_details.cached_tokens", "prompt_cache_hit_tokens",
                               "input_tokens_details.cached_tokens"})
                .value_or(0);
    }
    const auto completion = first_count(from, {"completion_tokens", "output_tokens"});
    if (!completion) return false;
    into.completion = completion;
    into.reasoning = first_count(from, {"completion_tokens_details.reasoning_tokens",
                                        "output_tokens_details.reasoning_tokens"})
                         .value_or(0);
    return true;
}

Usage settle_usage(const Counted& counted, const Usage& estimate, bool final) {
    Usage usage;
    usage.prompt = counted.prompt.value_or(0);
    if (usage.prompt == 0 && estimate.prompt > 0) {
        usage.prompt = estimate.prompt;
        usage.estimated = true;
    }
    usage.completion = counted.completion.value_or(0);
    usage.reasoning = counted.reasoning;
    const bool too_little =
        estimate.completion > usage.completion && (!final || usage.completion == 0);
    if (!counted.completion || too_little) {
        usage.completion = estimate.completion;
        usage.reasoning = std::max(usage.reasoning, estimate.reasoning);
        usage.estimated = true;
    }
    usage.cached = std::min(counted.cached, usage.prompt);
    usage.reasoning = std::min(usage.reasoning, usage.completion);
    return usage;
}

}  // namespace errand::brain::model
