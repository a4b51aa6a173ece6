// Owns: tools in any number, made of general words in English and Chinese, with requests for them
// that are not their descriptions; and a service's OpenAPI document of such tools. Pure; any
// thread.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace errand::bench {

struct MadeTool {
    std::string name;  // "invoice_archive"
    std::string path = {};
    std::string about;
    std::vector<std::pair<std::string, std::string>> parameters;  // name, what it is
    // What a person would say who needs it: in the description's language, and in the other one.
    std::string said;
    std::string said_otherwise;
};

// Each another; every other one describes itself in Chinese. At most kMostMadeTools.
inline constexpr std::size_t kMostMadeTools = 2'000;
std::vector<MadeTool> made_tools(std::size_t count);

// The one that the scripted model calls.
MadeTool stock_tool();

// An OpenAPI document, each tool a GET with its parameters in the query.
std::string document_of(const std::vector<MadeTool>& tools);

}  // namespace errand::bench
