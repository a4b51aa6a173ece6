#include "app/line_editor.hpp"

#include <fmt/format.h>
#include <histedit.h>
#include <sys/epoll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/posix/stream_descriptor.hpp>
#include <cerrno>
#include <clocale>
#include <cwchar>
#include <iostream>

#include "app/limits.hpp"

namespace errand::app {
namespace {

// A descriptor that is readable while the standard input is. Waiting on the input itself would make
// it, and the terminal's output with it, non-blocking.
int watch_input() {
    const int watch = ::epoll_create1(EPOLL_CLOEXEC);
    epoll_event event{};
    event.events = EPOLLIN;
    ::epoll_ctl(watch, EPOLL_CTL_ADD, STDIN_FILENO, &event);
    return watch;
}

}  // namespace

struct LineEditor::Impl {
    Impl(Loop& on, std::filesystem::path kept)
        : loop(on), history_file(std::move(kept)), input(on.context(), watch_input()) {}

    Loop& loop;
    std::filesystem::path history_file;
    boost::asio::posix::stream_descriptor input;
    EditLine* editor = nullptr;
    History* history = nullptr;
    std::string prompt;
    bool reading = false;
    bool interrupted = false;
    bool had_text = false;
};

namespace {

LineEditor::Impl& impl_of(EditLine* editor) {
    void* data = nullptr;
    ::el_get(editor, EL_CLIENTDATA, &data);
    return *static_cast<LineEditor::Impl*>(data);
}

char* prompt_of(EditLine* editor) {
    return impl_of(editor).prompt.data();
}

// Runs the loop until a byte waits; false at Ctrl-C.
bool wait_for_input(LineEditor::Impl& impl) {
    bool ready = false;
    impl.input.async_wait(boost::asio::posix::stream_descriptor::wait_read,
                          [&ready](const boost::system::error_code&) { ready = true; });
    if (impl.loop.run_until([&ready] { return ready; })) return true;
    impl.input.cancel();
    while (!ready) impl.loop.context().run_one();
    return false;
}

// libedit's way to ask for the next character. The bytes of one character come together.
int next_character(EditLine* editor, wchar_t* character) {
    auto& impl = impl_of(editor);
    std::mbstate_t state{};
    for (;;) {
        if (!wait_for_input(impl)) {
            const auto* line = ::el_wline(editor);
            impl.had_text = line != nullptr && line->lastchar > line->buffer;
            impl.interrupted = true;
            errno = EINTR;
            return -1;
        }
        char byte = 0;
        const auto got = ::read(STDIN_FILENO, &byte, 1);
        if (got <= 0) return static_cast<int>(got);
        const auto length = std::mbrtowc(character, &byte, 1, &state);
        if (length == static_cast<std::size_t>(-1)) {
            state = std::mbstate_t{};
            continue;
        }
        if (length != static_cast<std::size_t>(-2)) return 1;
    }
}

LineEditor::Read read_plain() {
    LineEditor::Read read;
    if (!std::getline(std::cin, read.line)) return read;
    read.end = LineEditor::End::Line;
    if (!read.line.empty() && read.line.back() == '\r') read.line.pop_back();
    return read;
}

void start_editor(LineEditor::Impl& impl) {
    impl.editor = ::el_init("errand", stdin, stdout, stderr);
    if (impl.editor == nullptr) return;
    ::el_set(impl.editor, EL_CLIENTDATA, &impl);
    ::el_set(impl.editor, EL_PROMPT, &prompt_of);
    ::el_set(impl.editor, EL_EDITOR, "emacs");
    ::el_set(impl.editor, EL_SIGNAL, 0);
    ::el_set(impl.editor, EL_GETCFN, &next_character);
    impl.history = ::history_init();
    HistEvent event{};
    ::history(impl.history, &event, H_SETSIZE, kHistoryLines);
    ::history(impl.history, &event, H_SETUNIQUE, 1);
    ::el_set(impl.editor, EL_HIST, &::history, impl.history);
    if (!impl.history_file.empty())
        ::history(impl.history, &event, H_LOAD, impl.history_file.c_str());
}

}  // namespace

LineEditor::LineEditor(Loop& loop, std::filesystem::path history)
    : impl_(std::make_unique<Impl>(loop, std::move(history))) {
    if (::isatty(STDIN_FILENO) && ::isatty(STDOUT_FILENO)) start_editor(*impl_);
}

LineEditor::~LineEditor() {
    if (impl_->editor != nullptr) ::el_end(impl_->editor);
    if (impl_->history != nullptr) ::history_end(impl_->history);
}

LineEditor::Read LineEditor::read(const std::string& prompt) {
    if (impl_->editor == nullptr) return read_plain();
    impl_->prompt = prompt;
    impl_->interrupted = false;
    impl_->had_text = false;
    impl_->loop.take_interrupt();
    int count = 0;
    impl_->reading = true;
    const char* line = ::el_gets(impl_->editor, &count);
    impl_->reading = false;
    if (impl_->interrupted) {
        ::el_reset(impl_->editor);
        fmt::print("\n");
        return {End::Interrupted, {}, impl_->had_text};
    }
    if (line == nullptr || count <= 0) return {};
    std::string text(line, std::min(static_cast<std::size_t>(count), kMaxLineBytes));
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    if (!text.empty()) {
        HistEvent event{};
        ::history(impl_->history, &event, H_ENTER, text.c_str());
        if (!impl_->history_file.empty()) {
            ::history(impl_->history, &event, H_SAVE, impl_->history_file.c_str());
            ::chmod(impl_->history_file.c_str(), 0600);
        }
    }
    return {End::Line, std::move(text), true};
}

void LineEditor::print(const Lines& lines) {
    if (lines.empty()) return;
    const bool above = impl_->reading && impl_->editor != nullptr;
    if (above) fmt::print("\r\x1b[K");
    fmt::print("{}", join(lines));
    std::fflush(stdout);
    if (above) ::el_set(impl_->editor, EL_REFRESH);
}

}  // namespace errand::app
