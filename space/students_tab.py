"""The tab *Students*: who answers, what is known of them, and others by Hub id and revision, for this visitor alone.

Contract with app.py:

    shelf = Shelf(students, device=device)          # students_view.py; `students` are the page's own (compare.Students)
    with gr.Blocks() as demo:
        chosen = gr.State(Choice())                 # the visitor's students; Choice() are the page's own
        ...
        with gr.Tab("Students", id="students"):
            changed = build_students_tab(shelf, chosen)
        changed.then(draw_labels, chosen, footer)   # optional: `shelf.students(choice).labels()` for the footer

Every handler that lets students work takes `chosen` as an input and calls

    cot, socratic = shelf.reasoners(choice)         # raises SocraticError: show it (a set may have to be loaded again)

`build_students_tab` itself sets `chosen`. No visitor changes another's students.
"""
