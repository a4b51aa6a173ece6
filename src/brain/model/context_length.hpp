// Owns: what servers say of a model's context in tokens, each in a place of its own. Pure; any
// thread. Must stay true: the length that is served counts, not the one that the model could have.
#pragma once

#include <cstdint>
#include <string_view>

#include "json/json.hpp"

namespace errand::brain::model {

// All are 0 where it is not said.

// GET …/models: `max_model_len` (vLLM, SGLang), `meta.n_ctx` (llama.cpp), `context_length`
// (OpenRouter), `context_window` (Groq), `loaded_context_length` (LM Studio). A list of one model
// is about it, whatever it is called there.
std::int64_t context_in_list(const json::value& list, std::string_view model);
// GET /props of llama.cpp: what one conversation has.
std::int64_t context_in_props(const json::value& props);
// GET /api/ps of Ollama: of models that are loaded.
std::int64_t context_in_loaded(const json::value& loaded, std::string_view model);

}  // namespace errand::brain::model
