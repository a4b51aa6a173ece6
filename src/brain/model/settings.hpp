// Owns: models in home/errand.toml, and where their keys come from. Any thread. Must stay true: a
// key is never in the settings themselves; one goes over plain http to this machine alone, unless
// the settings say otherwise.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "brain/model/endpoint.hpp"

namespace errand::brain::model {

// The [[model]] tables of a settings file, in order of preference; what else stands there is not
// looked at:
//
//   [[model]]
//   model = "qwen-plus"                  # as the server calls it
//   url = "https://dashscope.aliyuncs.com/compatible-mode/v1"
//   name = "qwen"                        # in records; default: the model's
//   key_env = "DASHSCOPE_API_KEY"        # or key_vault = "models/qwen"
//   stream = true                        # default: streamed, unless the server refuses
//   context_length = 131072
//   max_output = 8192
//   price_input = "0.8"                  # of a million tokens; texts, so that they are exact
//   price_cached_input = "0.2"           # default: price_input
//   price_output = "2"
//   currency = "CNY"
//   requests_per_minute = 60
//   tokens_per_minute = 100000
//   first_token = "60s"
//   next_token = "30s"
//   turn = "5m"
//   text_calls = true                    # calls written as text are read
//   opens_in_thought = false             # the reply begins inside <think>
//   allow_plain_http = false             # the key may go over http to another machine
//   extra = { enable_thinking = false }  # further members of each request
//
// Invalid names the file, the line and the setting; an unknown setting is an error.
Result<std::vector<EndpointSettings>> parse_models(std::string_view text, const std::string& file);

// Reads a secret by its name; nothing where there is none.
using FindSecret = std::function<Result<std::optional<std::string>>(const std::string& name)>;

// The key of a source: from the environment, or by `vault`. NotFound, naming the variable or the
// entry, where there is none. Invalid: it holds what no header field can.
Result<Secret> find_key(const KeySource& source, const FindSecret& vault);

}  // namespace errand::brain::model
