// Owns: what is said about the work rather than about entries: that it is called off, put off or
// taken up again, and what is said in passing. Texts are normalised. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace errand::skills::ledger {

// "算了不弄了", "forget it": the ledger is no longer wanted.
bool calls_off(std::string_view text);
// Nothing is said but that all of it is to end: "取消", "stop, I don't want the ledger".
bool stops_all(std::string_view text);
// What is said of files that come with it, and orders nothing: "漏了几张,也加上", "here is one
// more".
bool hands_in(std::string_view text);
// "待会再说", "let's finish this later": the question stays open.
bool puts_off(std::string_view text);
// "继续", "where were we".
bool goes_on(std::string_view text);
// "不好意思发错文件夹了": what came before is not meant.
bool sent_wrong_files(std::string_view text);
// Blanks what is only polite, surprised or a self-correction: "不好意思", "oops", "hmm no wait".
void take_courtesies(std::string& text);
// Nothing but courtesies and particles.
bool is_courtesy(std::string_view text);
// Says why or comments, and asks for nothing: "那个另外报", "the client paid for that".
bool is_remark(std::string_view text);

}  // namespace errand::skills::ledger
