#include "app/service_name.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "app/limits.hpp"
#include "net/url.hpp"

namespace errand::app {
namespace {

// What stands in most names and tells none of them apart.
const std::set<std::string_view> kCommon{"mcp",  "sse",     "api", "www", "server", "stream",
                                         "http", "openapi", "v1",  "v2",  "v3",     "json"};

// Programs that run another one, which their arguments name.
const std::set<std::string_view> kRunners{"npx",     "npm",    "pnpm",   "yarn", "bun",  "bunx",
                                          "uv",      "uvx",    "pipx",   "node", "deno", "python",
                                          "python3", "docker", "podman", "env",  "sh",   "bash",
                                          "run",     "exec",   "dlx",    "x",    "tool", "go"};

std::vector<std::string> parts(std::string_view text, std::string_view separators) {
    std::vector<std::string> all;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(separators), text.size());
        if (end > 0) all.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return all;
}

// In small letters, digits and hyphens, without the words that most names have.
std::string plain(std::string_view text) {
    std::string small;
    for (const char one : text) {
        const auto code = static_cast<unsigned char>(one);
        small +=
            code < 0x80 && std::isalnum(code) != 0 ? static_cast<char>(std::tolower(code)) : '-';
    }
    std::string name;
    for (const auto& word : parts(small, "-"))
        if (!kCommon.contains(word)) name += (name.empty() ? "" : "-") + word;
    return name.substr(0, kMaxServiceName);
}

bool is_number(std::string_view host) {
    return host.find_first_not_of("0123456789.:abcdefABCDEF") == std::string_view::npos &&
           host.find_first_of(".:") != std::string_view::npos &&
           host.find_first_of("0123456789") != std::string_view::npos;
}

// The package or file that an argument names: "@scope/server-x@1.2" and "/opt/x.py" are "x".
std::string name_of_word(std::string word) {
    if (const auto slash = word.rfind('/'); slash != std::string::npos) word.erase(0, slash + 1);
    if (const auto version = word.find_first_of("@:=", 1); version != std::string::npos)
        word.erase(version);
    return plain(std::filesystem::path(word).stem().string());
}

}  // namespace

std::string name_of_address(std::string_view address) {
    const auto url = net::parse_url(address);
    if (!url) return {};
    auto path = parts(url->path, "/");
    std::ranges::reverse(path);
    for (const auto& part : path)
        if (auto name = plain(part); !name.empty() && part.find('.') == std::string::npos)
            return name;
    if (is_number(url->host) || url->host == "localhost") return {};
    auto labels = parts(url->host, ".");
    if (labels.size() > 1) labels.pop_back();  // the top-level domain
    std::ranges::reverse(labels);
    // "co.uk", "com.cn": a short label before the last names no service.
    if (labels.size() > 1 && labels.front().size() <= 3) labels.erase(labels.begin());
    for (const auto& label : labels)
        if (auto name = plain(label); !name.empty()) return name;
    return {};
}

std::string name_of_command(const std::vector<std::string>& command) {
    for (const auto& word : command) {
        const auto file = std::filesystem::path(word).filename().string();
        if (word.starts_with('-') || kRunners.contains(file)) continue;
        if (auto name = name_of_word(word); !name.empty()) return name;
    }
    return {};
}

}  // namespace errand::app
