// The translation unit that owns a precompiled header; it holds nothing itself.
