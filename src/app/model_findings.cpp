#include "app/model_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/limits.hpp"
#include "base/printable.hpp"
#include "consent/store.hpp"

namespace errand::app {
namespace {

using brain::model::EndpointSettings;
using brain::model::Failure;
using brain::model::FailureKind;
using brain::model::Trial;
using Standing = Trial::Standing;

std::string words_of(const std::optional<Failure>& failure) {
    return failure ? printable_line(failure->error.message) : std::string{};
}

std::string list_of(const std::vector<std::string>& names) {
    std::vector<std::string> shown;
    for (const auto& name : names) {
        if (shown.size() == kModelsShown) {
            shown.emplace_back("…");
            break;
        }
        shown.push_back(printable_line(name));
    }
    return fmt::format("{}", fmt::join(shown, ", "));
}

std::string advice_for(const Failure& failure, const Trial& trial, const Style& style) {
    const bool knows = !trial.names.empty();
    const auto names = list_of(trial.names);
    switch (failure.kind) {
        case FailureKind::Denied:
            return in(style, "检查 key_env 或 key_vault 指的密钥,以及账户",
                      "check the key that key_env or key_vault names, and the account");
        case FailureKind::Missing:
            return in(style, "检查 url 和 model" + (knows ? ";服务器上有:" + names : ""),
                      "check url and model" + (knows ? "; the server has: " + names : ""));
        case FailureKind::Unreachable:
            return in(style, "启动模型服务器(llama.cpp:llama-server -m 模型.gguf),或检查 url",
                      "start the model's server (llama.cpp: llama-server -m MODEL.gguf), or check "
                      "url");
        case FailureKind::Slow:
            return in(style, "等模型载入后再试,或在设置里加长 first_token 和 turn",
                      "try again once it has loaded the model, or allow more in first_token and "
                      "turn");
        default:
            return in(style, "看看服务器自己的日志,和 docs/models.md",
                      "look at the server's own log, and at docs/models.md");
    }
}

// One model's findings, in the order in which a person has to mend them.
class Report {
  public:
    Report(const EndpointSettings& settings, const Trial& trial, const Style& style)
        : settings_(settings), trial_(trial), style_(style) {}

    Findings write() {
        answers();
        if (trial_.answers != Standing::Good && trial_.answers != Standing::Poor)
            return std::move(findings_);
        list();
        calls();
        schema();
        context();
        return std::move(findings_);
    }

  private:
    void add(Health health, const std::string& zh, const std::string& en, std::string advice = {}) {
        findings_.push_back({health,
                             fmt::format("{} {}: {}", style_.say("模型", "model"), settings_.name,
                                         style_.say(zh, en)),
                             std::move(advice)});
    }
    void answers();
    void list();
    void calls();
    void schema();
    void context();

    const EndpointSettings& settings_;
    const Trial& trial_;
    const Style& style_;
    Findings findings_;
};

void Report::answers() {
    if (const auto& why = trial_.silent ? trial_.silent : trial_.unlisted;
        why && trial_.answers != Standing::Good && trial_.answers != Standing::Poor)
        add(Health::Bad, "没有回答:" + words_of(why), "does not answer: " + words_of(why),
            advice_for(*why, trial_, style_));
    else if (trial_.answers == Standing::Good)
        add(Health::Good, "有回答,是一段一段传来的", "answers, as a stream");
    else if (settings_.stream == false)
        add(Health::Good, "有回答,按设置整段传来", "answers, in one piece as the settings say");
    else
        add(Health::Note, "有回答,但整段传来,不是一段一段的",
            "answers, but in one piece and not as a stream",
            in(style_, "话要等说完才看得到;看看服务器或代理是否关掉了流式输出",
               "its words are seen only at their end; see whether the server or a proxy before it "
               "holds streams back"));
}

void Report::list() {
    const auto& model = settings_.model;
    if (trial_.listed) {
        add(Health::Good, fmt::format("服务器列出了 {}", model),
            fmt::format("the server lists {}", model));
    } else if (trial_.names.empty()) {
        add(Health::Note, "服务器没有列出模型;不碍事",
            "the server lists no models; that does no harm");
    } else {
        const auto names = list_of(trial_.names);
        add(Health::Note, fmt::format("服务器没有列出 {},它列出的是:{}", model, names),
            fmt::format("the server does not list {}; it lists: {}", model, names),
            in(style_, "它照样回答了,可能用的是别的模型;在设置里写上它列出的名字",
               "it answered all the same, perhaps with another model; name one that it lists"));
    }
}

void Report::calls() {
    if (trial_.calls == Standing::Good) {
        add(Health::Good, "会调用工具", "calls tools");
    } else if (trial_.calls == Standing::Poor) {
        add(Health::Note, "要求它时才调用工具", "calls a tool only where it is made to",
            in(style_, "errand 让模型自己决定;换一个大一些、或训练过工具调用的模型",
               "errand lets a model decide by itself: take a larger one, or one trained to call "
               "tools"));
    } else {
        add(Health::Bad, "不会调用工具:" + words_of(trial_.no_calls),
            "calls no tools: " + words_of(trial_.no_calls),
            in(style_,
               "没有工具就只能聊天。llama.cpp:模板里没有工具时会不声不响地丢掉它们,启动时加 "
               "--jinja "
               "和带工具的模板(--chat-template-file);vLLM:加 --enable-auto-tool-choice "
               "--tool-call-parser 名字;Ollama:用 ollama show 列出 tools 的模型",
               "without tools it can only talk. llama.cpp drops tools when the template has none: "
               "start it with --jinja and a template with tools (--chat-template-file); vLLM: "
               "--enable-auto-tool-choice --tool-call-parser NAME; Ollama: a model for which "
               "ollama show lists tools"));
    }
}

void Report::schema() {
    if (trial_.keeps_schema == Standing::Good)
        add(Health::Good, "遵守 JSON Schema", "keeps to a JSON Schema");
    else if (trial_.keeps_schema == Standing::Poor)
        add(Health::Note, "服务器不认 JSON Schema;写在话里模型就照办",
            "the server knows no JSON Schema; told in words, the model keeps to it");
    else
        add(Health::Note, "不遵守 JSON Schema:" + words_of(trial_.no_schema),
            "does not keep to a JSON Schema: " + words_of(trial_.no_schema),
            in(style_, "errand 会检查每个回答,但可能要多问几次;换新一些的服务器或大一些的模型",
               "errand checks each answer, but may have to ask again: take a newer server or a "
               "larger model"));
}

void Report::context() {
    const auto has = trial_.context_length;
    const auto said = settings_.context_length;
    if (has > 0 && said > has) {
        add(Health::Bad, fmt::format("设置里写着 {} 个 token,服务器只有 {} 个", said, has),
            fmt::format("the settings say {} tokens of context, the server has {}", said, has),
            in(style_,
               fmt::format("写 context_length = {},或加大服务器的(llama.cpp:-c;Ollama:"
                           "OLLAMA_CONTEXT_LENGTH;vLLM:--max-model-len)",
                           has),
               fmt::format("set context_length = {}, or give the server more (llama.cpp: -c; "
                           "Ollama: OLLAMA_CONTEXT_LENGTH; vLLM: --max-model-len)",
                           has)));
    } else if (said == 0) {
        const auto number = has > 0 ? std::to_string(has) : std::string("…");
        add(Health::Note,
            has > 0 ? fmt::format("上下文有 {} 个 token,设置里没有写", has)
                    : std::string("上下文多长,服务器和设置都没有说"),
            has > 0
                ? fmt::format("has a context of {} tokens, which the settings do not say", has)
                : std::string("neither the server nor the settings say how long its context is"),
            in(style_, fmt::format("写上 context_length = {},对话才会及时缩短", number),
               fmt::format("add context_length = {}, so that a conversation is shortened in time",
                           number)));
    } else {
        add(Health::Good, fmt::format("上下文 {} 个 token", said),
            fmt::format("a context of {} tokens", said));
    }
    const auto room = said > 0 && has > 0 ? std::min(said, has) : std::max(said, has);
    if (room > 0 && room < kSmallContext)
        add(Health::Note, fmt::format("{} 个 token 装不下几个工具", room),
            fmt::format("{} tokens hold few tools", room),
            in(style_, fmt::format("给它至少 {} 个", kSmallContext),
               fmt::format("give it {} at least", kSmallContext)));
}

// The vault is opened only where a key is in it; a home without one is left alone.
Result<brain::model::Secret> key_of(const Program& program, const EndpointSettings& settings,
                                    const Clock& clock) {
    const brain::model::FindSecret vault =
        [&](const std::string& name) -> Result<std::optional<std::string>> {
        if (!std::filesystem::exists(program.paths.home / "vault.key")) return std::nullopt;
        ERRAND_TRY(const auto store,
                   consent::Store::open(program.paths.home, clock, program.settings.time_zone));
        return store->vault().get(std::string(consent::kDefaultUser), name);
    };
    return brain::model::find_key(settings.key, vault);
}

async::Awaitable<Result<Trial>> tried(net::Client& client, EndpointSettings settings,
                                      brain::model::Secret key, const Clock& clock) {
    co_return co_await brain::model::try_endpoint(client, std::move(settings), std::move(key),
                                                  clock);
}

}  // namespace

Findings model_findings(const EndpointSettings& settings, const Trial& trial, const Style& style) {
    return Report(settings, trial, style).write();
}

Findings look_at_models(const Program& program) {
    const auto& style = program.style;
    const auto& models = program.settings.models.endpoints;
    if (models.empty())
        return {{Health::Good, in(style, "没有接大模型(docs/models.md 说明怎么接)",
                                  "no large model (docs/models.md shows how to connect one)")}};
    const SystemClock clock;
    Loop loop;
    net::Client client(loop.context().get_executor());
    Findings all;
    for (const auto& settings : models) {
        auto key = key_of(program, settings, clock);
        if (!key) {
            all.push_back({Health::Bad,
                           fmt::format("{} {}: {}", style.say("模型", "model"), settings.name,
                                       key.error().message),
                           key.error().advice});
            continue;
        }
        const auto trial = loop.block(tried(client, settings, *std::move(key), clock));
        if (!trial) {
            all.push_back({Health::Bad, trial.error().message});
            break;  // interrupted
        }
        for (auto& finding : model_findings(settings, *trial, style))
            all.push_back(std::move(finding));
    }
    return all;
}

}  // namespace errand::app
