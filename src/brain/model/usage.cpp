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

std::optional<Usage> read_usage(const json::value& from) {
    const auto prompt = first_count(from, {"prompt_tokens", "input_tokens"});
    const auto completion = first_count(from, {"completion_tokens", "output_tokens"});
    if (!prompt && !completion) return std::nullopt;
    Usage usage{.prompt = prompt.value_or(0), .completion = completion.value_or(0)};
    const auto cached =
        first_count(from, {"prompt_tokens_details.cached_tokens", "prompt_cache_hit_tokens",
                           "input_tokens_details.cached_tokens"});
    const auto reasoning = first_count(from, {"completion_tokens_details.reasoning_tokens",
                                              "output_tokens_details.reasoning_tokens"});
    usage.cached = std::min(cached.value_or(0), usage.prompt);
    usage.reasoning = std::min(reasoning.value_or(0), usage.completion);
    return usage;
}

}  // namespace errand::brain::model
