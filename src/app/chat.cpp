#include "app/chat.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "app/attachments.hpp"
#include "app/cards.hpp"
#include "app/commands.hpp"
#include "app/exit_code.hpp"
#include "app/line_editor.hpp"
#include "app/listing.hpp"
#include "app/live_text.hpp"
#include "app/session.hpp"
#include "base/trim.hpp"

namespace errand::app {
namespace {

std::size_t number_in(std::string_view text) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? number : 0;
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, text) != words.end();
}

class Chat {
  public:
    Chat(const Program& program, Loop& loop, net::Client& client)
        : program_(program),
          style_(program.style),
          loop_(loop),
          client_(client),
          editor_(loop, program.paths.history()),
          live_(style_, "\n", [](std::string_view text) {
              fmt::print("{}", text);
              std::fflush(stdout);
          }) {}

    int run() {
        auto connection = loop_.block(connect(client_, program_.connect_options()));
        if (!connection) return report(connection.error());
        session_.emplace(client_, program_.connect_options(), *std::move(connection), "terminal",
                         [this](const json::value& event) { show(event); });
        if (const auto skipped = loop_.block(session_->skip_earlier()); !skipped)
            return report(skipped.error());
        greet();
        follow();
        const auto status = talk();
        stop();
        return status;
    }

  private:
    // What happens while the person types is shown as it comes.
    void follow() {
        boost::asio::co_spawn(
            loop_.context(), session_->follow(),
            boost::asio::bind_cancellation_slot(
                stop_following_.slot(), [this](const std::exception_ptr&) { following_ = false; }));
    }

    void stop() {
        stop_following_.emit(boost::asio::cancellation_type::terminal);
        while (following_) loop_.context().run_one();
        static_cast<void>(loop_.block(session_->close()));
    }

    void greet() {
        editor_.print(
            {style_.bold("errand"),
             std::string(style_.say(
                 "说你要办的事,比如“帮我点两杯少冰的珍珠奶茶,送到公司”。",
                 "Say what you need, as in \"two bubble teas with less ice to the office\".")),
             std::string(style_.say("/help 看能做什么,Ctrl-D 离开。",
                                    "/help for more, Ctrl-D to leave."))});
        if (session_->open_ask().is_object()) {
            editor_.print({"", std::string(style_.say("还有一件事在等你:",
                                                      "One thing still waits for you:"))});
            show(session_->open_ask());
        }
    }

    int talk() {
        for (;;) {
            if (const auto what = hint(session_->open_ask(), style_); !what.empty())
                editor_.print({style_.dim(what)});
            const auto read = editor_.read("› ");
            if (read.end == LineEditor::End::EndOfInput) return kOk;
            if (read.end == LineEditor::End::Interrupted) {
                if (!read.had_text) return kOk;
                continue;
            }
            if (!obey(read_line(read.line, session_->open_ask()))) return kOk;
        }
    }

    // False: leave.
    bool obey(const Typed& typed) {
        const auto ask = std::string(json::string_at(session_->open_ask(), "id"));
        const bool grant = json::string_at(session_->open_ask(), "type") == "grant";
        switch (typed.kind) {
            case Typed::Kind::Nothing:
                return true;
            case Typed::Kind::Leave:
                return false;
            case Typed::Kind::Help:
                return help();
            case Typed::Kind::Errands:
                return list();
            case Typed::Kind::Choose:
                return work(session_->answer(ask, {{"choose", typed.choice}}));
            case Typed::Kind::Yes:
                return grant ? work(session_->answer(ask, {{"grant", true}})) : approve(ask);
            case Typed::Kind::No:
                return work(session_->answer(ask, {{grant ? "grant" : "approve", false}}));
            case Typed::Kind::Attach:
                return attach(typed.text);
            case Typed::Kind::Say:
                break;
        }
        return say(split_paths(typed.text));
    }

    bool attach(std::string_view rest) {
        auto line = read_attach(rest);
        if (line) return say(*std::move(line));
        report(line.error());
        return true;
    }

    bool say(Line line) {
        if (auto language = language_of_text(line.text); !language.empty())
            style_.language = std::move(language);
        return work(session_->say(std::move(line.text), {}, std::move(line.paths)));
    }

    bool approve(const std::string& ask) {
        // The card on the screen was made of the same document that is signed here.
        auto body = sign(session_->open_ask(), *session_->connection().key, style_.language,
                         program_.zone, [](const Lines&) { return true; });
        if (!body) {
            report(body.error());
            return true;
        }
        return work(session_->answer(ask, *std::move(body)));
    }

    // Waits for what was asked for; Ctrl-C cancels the errand that runs.
    bool work(async::Awaitable<Result<>> what) {
        // Above a line that is being typed there is no room for a text that grows.
        static_cast<void>(live_.allow(terminal_));
        const auto done = loop_.block(std::move(what));
        for (const auto& event : live_.allow(false)) print(event);
        const bool interrupted = loop_.take_interrupt();
        if (!done && !interrupted) report(done.error());
        if (!interrupted) return true;
        const auto errand = session_->running_errand();
        if (errand == 0) return true;
        editor_.print({std::string(style_.say("正在取消…", "Cancelling…"))});
        const auto cancelled = loop_.block(session_->cancel(errand));
        if (!cancelled) report(cancelled.error());
        return true;
    }

    bool help() {
        editor_.print(
            {std::string(style_.say(
                 "直接说话:点外卖、改数量和口味、换一家、换地址、再来一份、到哪了、取消。",
                 "Just talk: order food, change amounts and options, another "
                 "shop, another address, same again, where is it, cancel.")),
             std::string(
                 style_.say("数字:选方案。y / n:同意或拒绝。", "A number chooses. y / n answer.")),
             std::string(
                 style_.say("/attach 路径 附上文件、压缩包或文件夹(拖进来也行)。"
                            "/errands 列出事项,/help 帮助,/quit 离开。Ctrl-C 取消正在办的事。",
                            "/attach PATH hands in files, archives, folders (so does dropping "
                            "them). /errands lists errands, /help helps, /quit leaves. Ctrl-C "
                            "cancels what runs."))});
        return true;
    }

    bool list() {
        const auto all = loop_.block(session_->api().get("/v1/errands"));
        if (!all) {
            report(all.error());
        } else {
            editor_.print(errand_lines(*all, style_, program_.zone));
        }
        return true;
    }

    void show(const json::value& event) {
        for (const auto& one : live_.take(event)) print(one);
    }

    void print(const json::value& event) {
        auto lines = render(event, style_, program_.zone);
        if (lines.empty()) return;
        const auto kind = json::string_at(event, "kind");
        if (kind != "progress" && kind != "working") lines.insert(lines.begin(), "");
        editor_.print(lines);
    }

    const Program& program_;
    Style style_;
    Loop& loop_;
    net::Client& client_;
    LineEditor editor_;
    LiveText live_;
    const bool terminal_ = ::isatty(STDOUT_FILENO) != 0;
    std::optional<Session> session_;
    boost::asio::cancellation_signal stop_following_;
    bool following_ = true;
};

}  // namespace

Typed read_line(std::string_view line, const json::value& open_ask) {
    const auto text = trimmed(line);
    if (text.empty()) return {};
    if (is_one_of(text, {"/quit", "/exit", "/q"})) return {Typed::Kind::Leave, 0, {}};
    if (text == "/help" || text == "/?") return {Typed::Kind::Help, 0, {}};
    if (text == "/errands") return {Typed::Kind::Errands, 0, {}};
    if (text.starts_with("/attach "))
        return {Typed::Kind::Attach, 0, std::string(trimmed(text.substr(8)))};
    const auto type = json::string_at(open_ask, "type");
    if (type == "choice") {
        if (const auto number = number_in(text); number > 0)
            return {Typed::Kind::Choose, number, {}};
    }
    if (type == "approval" || type == "grant") {
        if (is_one_of(text, {"y", "Y", "yes", "Yes", "是", "同意", "允许"}))
            return {Typed::Kind::Yes, 0, {}};
        if (is_one_of(text, {"n", "N", "no", "No", "否", "不", "不要"}))
            return {Typed::Kind::No, 0, {}};
    }
    return {Typed::Kind::Say, 0, std::string(text)};
}

int chat(const Program& program) {
    Loop loop;
    net::Client client(loop.context().get_executor());
    return Chat(program, loop, client).run();
}

}  // namespace errand::app
