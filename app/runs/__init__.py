"""Long work, each in a process of its own that can be watched, paused, asked and ended.

request ──▶ Runs ──▶ Run ──pipe──▶ process: work in slices of 10 ms, between them it listens
                      │   ◀─notes──
                      └─ log ──▶ snapshot, and events for whoever listens, resumed from any place
"""
