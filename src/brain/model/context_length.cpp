#include "brain/model/context_length.hpp"

#include <array>
#include <string>

#include "brain/model/limits.hpp"
#include "brain/model/usage.hpp"

namespace errand::brain::model {

namespace {

std::int64_t length_at(const json::value& from, std::string_view path) {
    const auto* found = json::find(from, path);
    if (found == nullptr) return 0;
    const auto length = read_count(*found).value_or(0);
    return length > 0 && length <= kMaxTokens ? length : 0;
}

std::int64_t length_of(const json::value& entry) {
    constexpr std::array<std::string_view, 5> kPlaces{
        "loaded_context_length", "meta.n_ctx", "max_model_len", "context_length", "context_window"};
    for (const auto place : kPlaces)
        if (const auto length = length_at(entry, place); length > 0) return length;
    return 0;
}

// Ollama calls "qwen3" what is "qwen3:latest" in its lists.
bool is_named(const json::value& entry, std::string_view model) {
    for (const auto* key : {"id", "model", "name"}) {
        const auto name = json::string_at(entry, key);
        if (!name.empty() && (name == model || name == std::string(model) + ":latest")) return true;
    }
    return false;
}

std::int64_t length_in(const json::value& from, std::string_view key, std::string_view model) {
    const auto* found = json::find(from, key);
    const auto* list = found == nullptr ? nullptr : found->if_array();
    if (list == nullptr) return 0;
    for (const auto& entry : *list)
        if (is_named(entry, model)) return length_of(entry);
    return list->size() == 1 ? length_of(list->front()) : 0;
}

}  // namespace

std::int64_t context_in_list(const json::value& list, std::string_view model) {
    return length_in(list, "data", model);
}

std::int64_t context_in_props(const json::value& props) {
    return length_at(props, "default_generation_settings.n_ctx");
}

std::int64_t context_in_loaded(const json::value& loaded, std::string_view model) {
    return length_in(loaded, "models", model);
}

}  // namespace errand::brain::model
