#include "city/sign_in/page.hpp"

#include <fmt/format.h>

namespace errand::city {
namespace {

std::string escape(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

constexpr std::string_view kHead = R"(<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>登录 · Sign in</title>
<style>
:root {
  color-scheme: light dark;
  --line: #d0d5dd; --soft: #667085; --ink: #101828; --page: #f9fafb; --card: #fff; --go: #175cd3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --line: #344054; --soft: #98a2b3; --ink: #f2f4f7; --page: #0c111d; --card: #161b26;
    --go: #2e90fa;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; display: grid; place-items: center;
  background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif;
}
main {
  width: min(26rem, 92vw); margin: 2rem 0; padding: 1.75rem;
  background: var(--card); border: 1px solid var(--line); border-radius: 12px;
}
h1 { margin: 0 0 .25rem; font-size: 1.25rem; }
p { margin: 0 0 1rem; color: var(--soft); }
ul { margin: 0 0 1.25rem; padding: 0; list-style: none; border-top: 1px solid var(--line); }
li { padding: .6rem 0; border-bottom: 1px solid var(--line); }
li span { display: block; color: var(--soft); font-size: .875rem; }
label { display: block; margin-bottom: .25rem; font-weight: 600; }
select {
  width: 100%; margin-bottom: 1.25rem; padding: .55rem .7rem; font: inherit; color: inherit;
  background: transparent; border: 1px solid var(--line); border-radius: 8px;
}
.buttons { display: flex; gap: .75rem; }
button {
  flex: 1; padding: .65rem; font: inherit; font-weight: 600; cursor: pointer;
  border-radius: 8px; border: 1px solid var(--line); background: transparent; color: inherit;
}
button[value=allow] { background: var(--go); border-color: var(--go); color: #fff; }
button:focus-visible, select:focus-visible { outline: 3px solid var(--go); outline-offset: 2px; }
</style>
</head>
<body>
<main>
)";
constexpr std::string_view kTail = "</main>\n</body>\n</html>\n";

std::string service_names(const AuthorizationRequest& request) {
    std::string zh;
    std::string en;
    const auto add = [&](std::string_view service, std::string_view chinese,
                         std::string_view english) {
        for (const auto& scope : all_scopes()) {
            if (scope.service != service || !request.scopes.contains(std::string(scope.name)))
                continue;
            zh += (zh.empty() ? "" : "、") + std::string(chinese);
            en += (en.empty() ? "" : ", ") + std::string(english);
            return;
        }
    };
    add("map", "地图", "map");
    add("food", "外卖", "food");
    add("pay", "支付", "pay");
    return fmt::format("允许 {} 使用{}服务<br>Let {} use {}", escape(request.client_id), zh,
                       escape(request.client_id), en);
}

}  // namespace

std::string sign_in_page(const AuthorizationRequest& request, const Fields& fields,
                         const std::vector<std::string>& users) {
    std::string page(kHead);
    page += "<h1>沙盒城市 · Sandbox city</h1>\n";
    page += fmt::format("<p>{}</p>\n<ul>\n", service_names(request));
    for (const auto& scope : all_scopes()) {
        if (request.scopes.contains(std::string(scope.name)))
            page += fmt::format("<li>{}<span>{}</span></li>\n", scope.zh, scope.en);
    }
    page += "</ul>\n<form method=\"post\" action=\"/authorize\">\n";
    for (const auto& [name, value] : fields) {
        if (name == "user" || name == "decision") continue;
        page += fmt::format("<input type=\"hidden\" name=\"{}\" value=\"{}\">\n", escape(name),
                            escape(value));
    }
    page += "<label for=\"user\">用户 · User</label>\n<select id=\"user\" name=\"user\">\n";
    for (const auto& user : users)
        page += fmt::format("<option value=\"{0}\">{0}</option>\n", escape(user));
    page +=
        "</select>\n<div class=\"buttons\">\n"
        "<button name=\"decision\" value=\"deny\">拒绝 · Deny</button>\n"
        "<button name=\"decision\" value=\"allow\">允许 · Allow</button>\n"
        "</div>\n</form>\n";
    page += kTail;
    return page;
}

std::string sign_in_error_page(const SignInError& error) {
    return fmt::format("{}<h1>无法登录 · Cannot sign in</h1>\n<p>{}<br>{}</p>\n{}", kHead,
                       escape(error.error), escape(error.description), kTail);
}

}  // namespace errand::city
